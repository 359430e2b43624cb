package dev.weft.sdk.torch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;
import dev.weft.sdk.bench.TrainingPeer;
import java.util.ArrayList;
import java.util.List;

/**
 * Take a step of training a weight-space model with a dense A in PyTorch, the fast way: θ_t = A θ_{t−1} + B (x_t −
 * x_{t−1}) step by step, all steps decoded and differentiated at once by its automatic differentiation, the recurrence
 * gone back through by hand, and ∂L/∂A in one product over all steps and lanes.
 *
 * <p>Automatic differentiation of the whole would add up ∂L/∂A step by step, which takes four times as long. The optimiser
 * is left out, to its advantage.
 */
final class TorchTrainingStep implements TrainingPeer.Step {
    private static final int SIGNALS = 2;

    private final Engine engine = Torch.engine();
    private final NDManager manager = Torch.newManager();
    private final List<Integer> widths = new ArrayList<>();
    private final int batch;
    private final int steps;
    private final int size;
    private final NDArray transition;
    private final NDArray input;
    private final NDArray initialWeight;
    private final NDArray initialBias;
    private final NDArray signals;
    private final NDArray times;

    TorchTrainingStep(List<Integer> hidden, int batch, int steps) {
        this.batch = batch;
        this.steps = steps;
        widths.add(1);
        widths.addAll(hidden);
        widths.add(SIGNALS);
        int weights = 0;
        for (int l = 1; l < widths.size(); l++) {
            weights += widths.get(l) * (widths.get(l - 1) + 1);
        }
        size = weights;
        engine.setRandomSeed(1);
        transition = manager.eye(size).toType(DataType.FLOAT32, false);
        input = manager.randomNormal(new Shape(size, SIGNALS)).mul(1e-3f);
        initialWeight = manager.randomNormal(new Shape(size, SIGNALS)).mul(0.1f);
        initialBias = manager.randomNormal(new Shape(size)).mul(0.1f);
        signals = manager.randomNormal(new Shape(steps, batch, SIGNALS));
        times = manager.arange(0f, steps)
                .div(steps)
                .reshape(steps, 1, 1, 1)
                .broadcast(steps, batch, 1, 1)
                .reshape((long) steps * batch, 1, 1);
    }

    @Override
    public double run() {
        try (NDManager scope = manager.newSubManager()) {
            scope.tempAttachAll(transition, input, initialWeight, initialBias, signals, times);
            NDArray changes = signals.get("1:").sub(signals.get(":-1"));
            NDArray theta = forward(changes);
            theta.setRequiresGradient(true);
            double loss;
            try (GradientCollector collector = engine.newGradientCollector()) {
                NDArray error =
                        decode(theta).reshape(steps, batch, SIGNALS).get(":-1").sub(signals.get("1:"));
                NDArray mean = error.mul(error).mean();
                collector.backward(mean);
                loss = mean.getFloat();
            }
            return loss + backward(theta, changes);
        }
    }

    private NDArray forward(NDArray changes) {
        NDArray drive = changes.matMul(input.transpose());
        NDArray transposed = transition.transpose();
        NDArray theta = signals.get(0).matMul(initialWeight.transpose()).add(initialBias);
        NDList all = new NDList(theta);
        for (int t = 1; t < steps; t++) {
            theta = theta.matMul(transposed).addi(drive.get(t - 1));
            all.add(theta);
        }
        return NDArrays.stack(all).reshape((long) steps * batch, size);
    }

    /** Evaluate the root network: every step and lane has its own weights. */
    private NDArray decode(NDArray theta) {
        NDArray values = times;
        int at = 0;
        for (int l = 1; l < widths.size(); l++) {
            int in = widths.get(l - 1);
            int out = widths.get(l);
            NDArray weight = theta.get(":," + at + ":" + (at + in * out)).reshape(-1, in, out);
            at += in * out;
            NDArray bias = theta.get(":," + at + ":" + (at + out)).reshape(-1, 1, out);
            at += out;
            values = values.matMul(weight).add(bias);
            if (l + 1 < widths.size()) {
                values = Activation.swish(values, 1);
            }
        }
        return values;
    }

    /** Go back through the recurrence; return the sum of the gradients, so that all of them are computed. */
    private double backward(NDArray theta, NDArray changes) {
        NDArray slopes = theta.getGradient().reshape(steps, batch, size);
        List<NDArray> adjoints = new ArrayList<>();
        NDArray adjoint = slopes.get(steps - 1);
        adjoints.add(adjoint);
        for (int t = steps - 2; t >= 0; t--) {
            adjoint = adjoint.matMul(transition).addi(slopes.get(t));
            adjoints.add(adjoint);
        }
        NDList inOrder = new NDList();
        for (int t = 1; t < steps; t++) {
            inOrder.add(adjoints.get(steps - 1 - t));
        }
        long rows = (long) (steps - 1) * batch;
        NDArray columns = NDArrays.stack(inOrder).reshape(rows, size).transpose();
        NDArray before =
                theta.stopGradient().reshape(steps, batch, size).get(":-1").reshape(rows, size);
        NDArray first = adjoints.get(steps - 1);
        return columns.matMul(before).sum().getFloat()
                + columns.matMul(changes.reshape(rows, SIGNALS)).sum().getFloat()
                + first.transpose().matMul(signals.get(0)).sum().getFloat();
    }

    @Override
    public void close() {
        manager.close();
    }
}
