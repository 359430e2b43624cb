package dev.weft.sdk.bench;

import dev.weft.sdk.training.EpochRecord;
import dev.weft.sdk.training.TrainingListener;
import dev.weft.solvers.bench.Stopwatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Time the steps of a training whose epochs are one step each: let it warm up, then take the median.
 *
 * <p>Kernels of thousands of operations are compiled beside the training, for seconds. So the warm-up lasts until no step
 * has been noticeably faster for ten times the clock's, at least four steps; half a minute is the most. Of steps that
 * take seconds two are enough, before and after.
 */
final class StepTimer implements TrainingListener {
    private static final double WARM_UPS = 10;
    private static final double LONGEST = 30;
    private static final int FEWEST = 4;
    private static final double SLOW = 3;
    private static final int FEWEST_SLOW = 2;
    private static final double NOTICEABLY_FASTER = 0.9;

    private final double warmUp;
    private final double seconds;
    private final List<Double> timed = new ArrayList<>();
    private double best = Double.POSITIVE_INFINITY;
    private double calm;
    private int calmSteps;
    private double warming;
    private double timing;
    private boolean warm;

    StepTimer(Stopwatch clock) {
        this.warmUp = WARM_UPS * clock.warmUpSeconds();
        this.seconds = WARM_UPS * clock.seconds();
    }

    @Override
    public void epochDone(EpochRecord epoch, boolean better) {
        took(epoch.seconds());
    }

    /** Take note of what a step took. */
    void took(double step) {
        if (warm) {
            timed.add(step);
            timing += step;
            return;
        }
        warming += step;
        if (step < NOTICEABLY_FASTER * best) {
            calm = 0;
            calmSteps = 0;
        }
        best = Math.min(best, step);
        calm += step;
        calmSteps++;
        warm = calmSteps >= fewest() && (calm >= warmUp || warming >= LONGEST);
    }

    @Override
    public boolean cancelled() {
        return timed.size() >= fewest() && timing >= seconds;
    }

    private int fewest() {
        return best > SLOW ? FEWEST_SLOW : FEWEST;
    }

    /** Return the median seconds of a step. */
    double median() {
        List<Double> sorted = new ArrayList<>(timed);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    /** Return the seconds of the fastest step: how far it lies below the median tells how busy the machine was. */
    double fastest() {
        return Collections.min(timed);
    }
}
