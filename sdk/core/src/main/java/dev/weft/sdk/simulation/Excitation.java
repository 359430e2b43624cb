package dev.weft.sdk.simulation;

import dev.weft.priors.Input;
import dev.weft.priors.PhysicsPrior;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Drive a machine: each input steps between random levels of its usual range, held for random times.
 *
 * <p>Steps of all lengths show fast and slow dynamics alike. An input without a range keeps its fallback. Immutable and
 * thread-safe.
 */
public final class Excitation {
    /** A level is held for this share of a record in the mean. */
    private static final double HELD = 1.0 / 15;

    private final List<Input> inputs;

    /**
     * Take the inputs of a prior.
     *
     * @throws IllegalArgumentException if one has neither a usual range nor a fallback
     */
    public Excitation(PhysicsPrior prior) {
        this.inputs = prior.inputs();
        for (Input input : inputs) {
            if (input.range().isEmpty() && input.fallback().isEmpty()) {
                throw new IllegalArgumentException("input " + input.name() + " of prior " + prior.name()
                        + " has no usual range, expected between(low, high) where it is declared: a simulation must know"
                        + " how to drive it");
            }
        }
    }

    /**
     * Draw inputs.
     *
     * @param samples T
     * @return inputs [T×K]; the same state of the generator gives the same
     */
    public double[][] draw(int samples, RandomGenerator random) {
        double[][] drawn = new double[samples][inputs.size()];
        double change = 1 / Math.max(2, HELD * samples);
        for (int k = 0; k < inputs.size(); k++) {
            Input input = inputs.get(k);
            double level = level(input, random);
            for (int i = 0; i < samples; i++) {
                if (random.nextDouble() < change) {
                    level = level(input, random);
                }
                drawn[i][k] = level;
            }
        }
        return drawn;
    }

    private static double level(Input input, RandomGenerator random) {
        return input.range()
                .map(r -> r.low() + (r.high() - r.low()) * random.nextDouble())
                .orElseGet(() -> input.fallback().orElseThrow());
    }
}
