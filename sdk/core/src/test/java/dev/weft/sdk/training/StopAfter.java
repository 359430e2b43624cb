package dev.weft.sdk.training;

/** Stop a training after some batches. */
final class StopAfter implements TrainingListener {
    private int left;

    StopAfter(int batches) {
        this.left = batches;
    }

    @Override
    public void batchDone(int epoch, int batch, int batches, double loss) {
        left--;
    }

    @Override
    public boolean cancelled() {
        return left <= 0;
    }
}
