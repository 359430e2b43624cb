package dev.weft.sdk.torch;

import dev.weft.sdk.bench.TrainingPeer;
import java.util.List;

/** Train a step in PyTorch, to measure ours against. */
public final class TorchTrainingPeer implements TrainingPeer {
    @Override
    public String name() {
        return Torch.name();
    }

    @Override
    public Step open(List<Integer> hidden, int batch, int steps) {
        return new TorchTrainingStep(hidden, batch, steps);
    }
}
