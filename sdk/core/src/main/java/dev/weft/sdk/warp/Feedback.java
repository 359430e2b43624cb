package dev.weft.sdk.warp;

import dev.weft.solvers.arrays.RealArrays;
import java.util.random.RandomGenerator;

/**
 * Feed a batch step by step: with what was measured, or with what the model itself predicted of the step, its mean or a
 * sample mean + σ·noise; and carry the loss back to these predictions: ŷ̄_t += w̄_{t+1}, σ̄_t += w̄_{t+1}·noise.
 *
 * <p>Mutable, for one thread; nothing is allocated after construction.
 */
final class Feedback<A> {
    private final WarpSettings settings;
    private final RealArrays<A> arrays;
    private final Drivers<A> drivers;
    private final BatchSeries<A> series;
    private final int lanes;
    private final int end;
    private final A[] predictions;
    private final A[] predictionAdjoints;
    private final A[] seenAdjoints;
    private final A[] noise;

    /**
     * Take a batch's planes.
     *
     * @param seenAdjoints first the adjoints of the last observation as the root network sees it, where it does
     */
    Feedback(
            WarpProgram<A> program,
            Drivers<A> drivers,
            BatchSeries<A> series,
            A[] predictions,
            A[] predictionAdjoints,
            A[] seenAdjoints) {
        this.settings = program.settings();
        this.arrays = program.arrays();
        this.drivers = drivers;
        this.series = series;
        this.lanes = series.lanes();
        this.end = series.end();
        this.predictions = predictions;
        this.predictionAdjoints = predictionAdjoints;
        this.seenAdjoints = seenAdjoints;
        noise = arrays.allocatePlanes(
                settings.uncertainty() ? settings.signals().size() : 0, end);
    }

    /** Draw the noise of samples, or none for means. */
    void draw(boolean sampling, RandomGenerator random) {
        for (A plane : noise) {
            for (int i = lanes; i < end; i++) {
                arrays.set(plane, i, sampling ? random.nextGaussian() : 0);
            }
        }
    }

    /** Choose what is fed at a step. */
    void feed(int slot) {
        for (int c = 0; c < settings.signals().size(); c++) {
            A plane = drivers.plane(c);
            System.arraycopy(series.truth()[c], slot * lanes, plane, slot * lanes, lanes);
            for (int n = 0; slot > 1 && n < lanes; n++) {
                int at = slot * lanes + n;
                if (!series.fed(at) && settings.forecasts()) {
                    arrays.set(plane, at, own(c, at - lanes));
                }
            }
            if (settings.root().previous()) {
                A seen = series.rootInputs()[settings.timeInputs() + c];
                System.arraycopy(plane, slot * lanes, seen, slot * lanes, lanes);
            }
        }
    }

    private double own(int c, int at) {
        double mean = arrays.get(predictions[c], at);
        if (!settings.uncertainty()) {
            return mean;
        }
        A deviations = predictions[settings.predicted().size() + c];
        return mean + arrays.get(noise[c], at) * arrays.get(deviations, at);
    }

    /** Add to the adjoint of a prediction what came of feeding it to the next step. */
    void back(int slot) {
        if (!settings.forecasts()) {
            return;
        }
        int y = settings.predicted().size();
        for (int c = 0; c < y; c++) {
            for (int n = 0; n < lanes; n++) {
                int at = slot * lanes + n;
                int next = at + lanes;
                if (!series.fed(next)) {
                    double change = drivers.adjoint(c, slot + 1, n);
                    if (settings.root().previous()) {
                        change += arrays.get(seenAdjoints[c], next);
                    }
                    add(predictionAdjoints[c], at, change);
                    if (settings.uncertainty()) {
                        add(predictionAdjoints[y + c], at, change * arrays.get(noise[c], at));
                    }
                }
            }
        }
    }

    private void add(A plane, int at, double change) {
        arrays.set(plane, at, arrays.get(plane, at) + change);
    }
}
