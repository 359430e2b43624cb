package dev.weft.sdk.warp;

import dev.weft.sdk.warp.CertifiedRuns.Run;
import dev.weft.solvers.arrays.RealArrays;
import dev.weft.solvers.recurrence.Convolution;
import dev.weft.solvers.recurrence.ParallelScan;
import dev.weft.solvers.recurrence.SequenceMethod;
import dev.weft.solvers.recurrence.SequentialScan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Certify that all ways to run a model agree: step by step, many series in lanes, by convolution, by scan, in single
 * precision, feeding itself.
 *
 * <p>Series are random walks in normalised units, drawn from a seed, as long as the model's own T. Differences are
 * relative to the largest number compared; what rounding may do grows with the steps and with A, so the tolerances are
 * 1e-9 for doubles and 1e-3 for floats.
 *
 * <p>A model that feeds itself may be sensitive: what rounding makes of one prediction comes back larger with the next.
 * Two right ways then end anywhere. So the loop of many series is compared with steps that are fed what that loop fed
 * itself: they must agree at every step, however sensitive the model is. What both make of the same start when each is
 * left to itself is told beside it, {@link #loopsApart}, and is no part of the verdict.
 *
 * <p>A certificate is for one thread while it is made, immutable afterwards. Cost: some ten forward passes of 16 series;
 * powers of a dense A besides, D³ log T, left out where D &gt; 512.
 */
public final class EquivalenceCertificate {
    private static final double DOUBLE = 1e-9;
    private static final double FLOAT = 1e-3;
    private static final int CHUNKS = 4;
    private static final int LARGEST_POWERED = 512;
    private static final String STEPS = "step by step";
    private static final String FREE = "many series at once, feeding themselves";

    private final WarpSettings settings;
    private final CertifiedRuns runs;
    private final List<Agreement> agreements = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private OptionalDouble loopsApart = OptionalDouble.empty();

    /**
     * Name a way that was not run.
     *
     * @param way the way
     * @param reason why not
     */
    public record LeftOut(String way, String reason) {}

    private EquivalenceCertificate(WarpModel model, long seed) {
        this.settings = model.settings();
        this.runs = new CertifiedRuns(model, seed);
    }

    /**
     * Run a model in all ways.
     *
     * @param seed of the series
     */
    public static EquivalenceCertificate of(WarpModel model, long seed) {
        EquivalenceCertificate certificate = new EquivalenceCertificate(model, seed);
        certificate.fed();
        if (model.settings().forecasts()) {
            certificate.free();
        } else {
            certificate.leftOut.add(new LeftOut(FREE, "it has targets or classes and is never fed its predictions"));
        }
        certificate.leftOut.add(new LeftOut("on a device", "kernels for devices are not there yet"));
        return certificate;
    }

    /** Return what was compared, in the order it was run. */
    public List<Agreement> agreements() {
        return List.copyOf(agreements);
    }

    /** Return the ways that were not run. */
    public List<LeftOut> leftOut() {
        return List.copyOf(leftOut);
    }

    /**
     * Return how far two loops are apart, many series at once and step by step, that began with the same half of a walk
     * and were then left to themselves: largest difference of a prediction over the largest prediction (at least 1).
     *
     * <p>Near 1e-14 the model carries rounding along. Near 1 it makes of rounding whatever it likes: such forecasts tell
     * nothing about far steps, of data like random walks at least. Infinite where a prediction is not a number; empty for
     * a model that does not forecast.
     */
    public OptionalDouble loopsApart() {
        return loopsApart;
    }

    /** Tell whether all ways that were run agree. */
    public boolean holds() {
        return agreements.stream().allMatch(Agreement::holds);
    }

    /** Return T, how long the series are. */
    public int steps() {
        return settings.steps();
    }

    /** Return how many series there are. */
    public int series() {
        return CertifiedRuns.SERIES;
    }

    private void fed() {
        int all = settings.steps();
        Run steps = runs.stream(all);
        compare("many series at once", runs.batch(RealArrays.doubles(), all, false), STEPS, steps, DOUBLE);
        compare(
                "many series at once, single precision",
                runs.batch(RealArrays.floats(), all, false),
                STEPS,
                steps,
                FLOAT);
        if (settings.transition().continuous()) {
            leftOut.add(new LeftOut("convolution and scans", "a continuous transition has no one A"));
            return;
        }
        compare("many series at once, convolution", runs.batch(RealArrays.doubles(), all, true), STEPS, steps, DOUBLE);
        sequences().forEach((name, method) -> compare(name, runs.sequence(method), STEPS, steps, DOUBLE));
    }

    private void free() {
        int context = Math.max(1, settings.steps() / 2);
        Run loop = runs.batch(RealArrays.doubles(), context, false);
        compare(FREE, loop, STEPS + ", fed the same", runs.stream(context, loop), DOUBLE);
        loopsApart = OptionalDouble.of(
                difference(loop.predictions(), runs.stream(context).predictions(), 1));
    }

    private Map<String, SequenceMethod> sequences() {
        Map<String, SequenceMethod> methods = new LinkedHashMap<>();
        methods.put("whole sequence, scan", new SequentialScan());
        boolean powers = settings.weights() <= LARGEST_POWERED
                || settings.transition().structure() == TransitionSettings.Structure.DIAGONAL
                || settings.transition().structure() == TransitionSettings.Structure.BLOCK_DIAGONAL;
        if (powers) {
            methods.put("whole sequence, convolution", new Convolution());
            methods.put("whole sequence, parallel scan", new ParallelScan(CHUNKS));
        } else {
            leftOut.add(new LeftOut(
                    "whole sequence, convolution and parallel scan",
                    "powers of A take too long with more than " + LARGEST_POWERED + " weights"));
        }
        return methods;
    }

    private void compare(String way, Run found, String reference, Run expected, double tolerance) {
        double predictions = found.predictions().length == 0
                ? Double.NaN
                : difference(found.predictions(), expected.predictions(), 1);
        agreements.add(new Agreement(
                way, reference, difference(found.weights(), expected.weights(), 0), predictions, tolerance));
    }

    /** Return max |a − b| / max(|b|, least); infinite where one of them is not a number. */
    static double difference(double[][] found, double[][] expected, double least) {
        double largest = least;
        double difference = 0;
        for (int n = 0; n < expected.length; n++) {
            for (int i = 0; i < expected[n].length; i++) {
                double apart = Math.abs(found[n][i] - expected[n][i]);
                if (Double.isNaN(apart)) {
                    return Double.POSITIVE_INFINITY;
                }
                difference = Math.max(difference, apart);
                largest = Math.max(largest, Math.abs(expected[n][i]));
            }
        }
        return difference == 0 ? 0 : difference / largest;
    }
}
