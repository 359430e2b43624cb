package dev.weft.sdk.validation;

import java.util.List;
import java.util.stream.Stream;

/**
 * Report what came of fitting records of simulated machines.
 *
 * @param samples T of the records
 * @param machines how many there were
 * @param fitted how many could be fitted
 * @param parameters what came of each parameter, in the order of the prior
 * @param combinations what came of products of powers of parameters that some machines tell though they leave the
 *     factors open, named as in {@link dev.weft.sdk.calibration.Combination#text}; differences are of logarithms
 * @param open combinations that the data of at least half of the machines leave open
 */
public record Recovery(
        int samples,
        int machines,
        int fitted,
        List<ParameterRecovery> parameters,
        List<ParameterRecovery> combinations,
        List<String> open) {
    /** A parameter counts as told where this share of the machines tells it. */
    static final double MOSTLY = 0.5;

    /** Copy the lists. */
    public Recovery {
        parameters = List.copyOf(parameters);
        combinations = List.copyOf(combinations);
        open = List.copyOf(open);
    }

    /** Return the parameters that most machines tell. */
    public List<ParameterRecovery> told() {
        return parameters.stream().filter(p -> p.told() >= MOSTLY).toList();
    }

    /** Return the products that most machines tell, though they leave the factors open. */
    public List<ParameterRecovery> toldTogether() {
        return combinations.stream().filter(p -> p.told() >= MOSTLY).toList();
    }

    /** Return all that most machines tell: parameters, then products. */
    List<ParameterRecovery> judged() {
        return Stream.concat(told().stream(), toldTogether().stream()).toList();
    }

    /** Return the share of all 95 % intervals that hold the truth; NaN without any. */
    public double covered() {
        double held = 0;
        double all = 0;
        for (ParameterRecovery p : judged()) {
            held += p.covered() * p.machines();
            all += p.machines();
        }
        return held / all;
    }

    /** Return the root mean square of all errors of what most machines tell; NaN without any. */
    public double error() {
        double sum = 0;
        double all = 0;
        for (ParameterRecovery p : judged()) {
            sum += p.error() * p.error() * p.machines();
            all += p.machines();
        }
        return Math.sqrt(sum / all);
    }
}
