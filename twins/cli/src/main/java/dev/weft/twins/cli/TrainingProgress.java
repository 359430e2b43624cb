package dev.weft.twins.cli;

import dev.weft.sdk.data.DataException;
import dev.weft.sdk.training.EpochRecord;
import dev.weft.sdk.training.TrainingListener;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Follow a training: a bar with the loss on a terminal, else a line on stderr now and then. Ctrl-C asks the training to
 * stop and waits until what it found is written.
 */
final class TrainingProgress implements TrainingListener, AutoCloseable {
    private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int PATIENCE_SECONDS = 60;
    /** Steps of the bar an epoch. */
    private static final int PARTS = 1000;

    private final String command;
    private final int epochs;
    private final Progress bar;
    private final Thread hook;
    private final CountDownLatch written = new CountDownLatch(1);
    private volatile boolean cancelled;
    private long nextLine = System.nanoTime() + LINE_NANOS;
    private String validation = "";
    private boolean hidden;
    private boolean warned;

    TrainingProgress(int epochs) {
        this("weft train", epochs);
    }

    /** Follow the training of a command. */
    TrainingProgress(String command, int epochs) {
        this.command = command;
        this.epochs = epochs;
        this.bar = new Progress("training", (long) epochs * PARTS);
        this.hook = new Thread(this::stop, "weft-stop-training");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void stop() {
        cancelled = true;
        try {
            if (!written.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println(command + ": the training did not stop; its last checkpoint is kept");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void batchDone(int epoch, int batch, int batches, double loss) {
        bar.stepTo((long) epoch * PARTS + (long) PARTS * (batch + 1) / batches);
        bar.message("loss " + TextTable.number(loss) + validation);
    }

    @Override
    public void epochDone(EpochRecord epoch, boolean best) {
        if (!Double.isNaN(epoch.validationLoss())) {
            validation = ", validation " + TextTable.number(epoch.validationLoss());
        }
        if (!Progress.isShown() && System.nanoTime() >= nextLine) {
            nextLine = System.nanoTime() + LINE_NANOS;
            System.err.println("epoch " + (epoch.epoch() + 1) + " of " + epochs + ": loss "
                    + TextTable.number(epoch.trainingLoss()) + validation);
        }
    }

    /** Once: with a full disk every interval would say the same. */
    @Override
    public void checkpointFailed(DataException reason) {
        if (!warned) {
            warned = true;
            // Behind a bar, which has no line of its own yet.
            String before = Progress.isShown() && !hidden ? System.lineSeparator() : "";
            System.err.println(before + command + ": " + reason.getMessage()
                    + "; that does not end the training, but after a stop it would go on from an earlier checkpoint,"
                    + " if any");
        }
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    /** Take the bar away, so that what was found can be printed. Ctrl-C still waits. */
    void hide() {
        if (!hidden) {
            hidden = true;
            bar.close();
        }
    }

    @Override
    public void close() {
        hide();
        written.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // The hook runs already, and waits no longer.
        }
    }
}
