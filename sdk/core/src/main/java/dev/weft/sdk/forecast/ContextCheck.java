package dev.weft.sdk.forecast;

import dev.weft.priors.Output;
import dev.weft.priors.Units;
import dev.weft.sdk.forecast.ContextFinding.Kind;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Look at a context before its forecast is believed. */
final class ContextCheck {
    /** The coordinate of a parameter known worse than this, about relative, has to be found in the context. */
    private static final double OPEN = 0.5;

    private static final double FAR = 3;

    private ContextCheck() {}

    /**
     * List what is wrong with a context.
     *
     * @param start what is known of θ before it
     * @param noise standard deviation of a reading of each output as found in the context [Q]
     */
    static List<ContextFinding> of(PhysicsModel model, MeasuredSeries context, GaussianEstimate start, double[] noise) {
        List<ContextFinding> findings = new ArrayList<>();
        int readings = 0;
        for (int i = 0; i < context.length(); i++) {
            for (double y : context.outputs(i)) {
                readings += Double.isNaN(y) ? 0 : 1;
            }
        }
        int open = (int) IntStream.range(0, model.layout().parameterCount())
                .filter(j -> start.standardDeviation(j) >= OPEN)
                .count();
        int unknowns = open + model.layout().stateCount();
        if (readings == 0) {
            findings.add(new ContextFinding(
                    Kind.EMPTY, "no output is measured in the context: the forecast is that of the model alone"));
            return findings;
        }
        if (readings < unknowns) {
            findings.add(new ContextFinding(
                    Kind.TOO_SHORT,
                    "readings in the context = " + readings + ", expected " + unknowns + " or more, one an unknown; "
                            + "a longer context or a calibrated model tells the rest"));
        }
        for (int k = 0; k < noise.length; k++) {
            Output output = model.prior().outputs().get(k);
            if (open > 0 && isConstant(context, k)) {
                findings.add(new ContextFinding(
                        Kind.CONSTANT,
                        "output " + output.name() + " is constant over the context, expected one that moves: a machine "
                                + "at rest, or a stuck sensor, does not tell the parameters"));
            }
            double factor = noise[k] / model.noise().measurement(k);
            if (factor > FAR) {
                findings.add(new ContextFinding(
                        Kind.FAR,
                        String.format(
                                Locale.ROOT,
                                "output %s lies %.1f times its usual noise of %s %s from the model, expected at most "
                                        + "%.0f times: the equations may leave something out, or the sensor is worse",
                                output.name(),
                                factor,
                                model.noise().measurement(k),
                                Units.text(output.unit()),
                                FAR)));
            }
        }
        return findings;
    }

    private static boolean isConstant(MeasuredSeries context, int k) {
        double[] read = IntStream.range(0, context.length())
                .mapToDouble(i -> context.outputs(i)[k])
                .filter(y -> !Double.isNaN(y))
                .toArray();
        for (double y : read) {
            if (y != read[0]) {
                return false;
            }
        }
        return read.length > 1;
    }
}
