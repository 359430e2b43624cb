package dev.weft.sdk.hybrid;

import dev.weft.sdk.residual.ResidualDrift;
import dev.weft.sdk.residual.ResidualNetwork;
import dev.weft.sdk.training.LearningRateSchedule;
import dev.weft.sdk.training.OptimiserSettings;
import dev.weft.sdk.warp.Activation;
import java.util.List;
import java.util.Optional;

/**
 * Set how the network beside a prior is built and trained.
 *
 * @param hidden widths of its hidden layers
 * @param activation what follows each of them
 * @param on what it is added to: {@code state} (each state whose equation holds a parameter), {@code output} (all), or names
 *     of states and outputs
 * @param segment rows over which the model runs free in training, &ge; 2
 * @param validation share of the rows of each series, at its end, that only decide when to stop, in (0, 0.5]
 * @param penalty λ on the mean square of the scaled correction g, &ge; 0
 * @param epochs at most, &ge; 1
 * @param patience epochs without a lower validation loss after which training stops, &ge; 1
 * @param method how weights are searched
 * @param optimiser of the weights: all of it with AdamW; with Gauss–Newton its weight decay w, as ½ w Σ θ² beside the sum over
 *     all readings
 * @param seed of the first weights and of the order of segments
 * @param live how the last layer follows the readings of a twin afterwards; empty if it stays as it was trained
 */
public record ResidualSettings(
        List<Integer> hidden,
        Activation activation,
        List<String> on,
        int segment,
        double validation,
        double penalty,
        int epochs,
        int patience,
        Method method,
        OptimiserSettings optimiser,
        long seed,
        Optional<ResidualDrift> live) {
    /** List how weights are searched. */
    public enum Method {
        /** Levenberg–Marquardt over all segments: some tens of steps; memory and time of a step grow as W². */
        GAUSS_NEWTON,
        /** AdamW over some segments at a time: hundreds of epochs; for networks of thousands of weights. */
        ADAMW
    }

    /** One hidden layer of 8 on the states, segments of 100 rows, a fifth for validation. */
    public static final ResidualSettings STANDARD = new ResidualSettings(
            List.of(8),
            Activation.TANH,
            List.of("state"),
            100,
            0.2,
            1e-4,
            200,
            30,
            Method.GAUSS_NEWTON,
            OptimiserSettings.STANDARD
                    .withLearningRate(1e-2)
                    .withSchedule(new LearningRateSchedule.Cosine(5, 0.01))
                    .withWeightDecay(1e-3),
            1,
            Optional.empty());

    /**
     * Check the numbers.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public ResidualSettings {
        hidden = List.copyOf(hidden);
        on = List.copyOf(on);
        ResidualNetwork.requireHidden(hidden);
        require("what the network is added to", on, !on.isEmpty(), "state, output, or names of states and outputs");
        require("rows of a segment", segment, segment >= 2, "2 or more");
        require("share of the rows for validation", validation, validation > 0 && validation <= 0.5, "in (0, 0.5]");
        require(
                "penalty on the correction",
                penalty,
                penalty >= 0 && penalty < Double.POSITIVE_INFINITY,
                "a finite number >= 0");
        require("epochs", epochs, epochs >= 1, "1 or more");
        require("patience", patience, patience >= 1, "1 or more");
    }

    private static void require(String what, Object value, boolean holds, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(what + " = " + value + ", expected " + expected);
        }
    }

    /** Return these settings with other hidden layers. */
    public ResidualSettings withHidden(List<Integer> changed) {
        return new ResidualSettings(
                changed, activation, on, segment, validation, penalty, epochs, patience, method, optimiser, seed, live);
    }

    /** Return these settings with another activation. */
    public ResidualSettings withActivation(Activation changed) {
        return new ResidualSettings(
                hidden, changed, on, segment, validation, penalty, epochs, patience, method, optimiser, seed, live);
    }

    /** Return these settings with other targets. */
    public ResidualSettings withOn(List<String> changed) {
        return new ResidualSettings(
                hidden,
                activation,
                changed,
                segment,
                validation,
                penalty,
                epochs,
                patience,
                method,
                optimiser,
                seed,
                live);
    }

    /** Return these settings with segments of another length. */
    public ResidualSettings withSegment(int changed) {
        return new ResidualSettings(
                hidden, activation, on, changed, validation, penalty, epochs, patience, method, optimiser, seed, live);
    }

    /** Return these settings with another share for validation. */
    public ResidualSettings withValidation(double changed) {
        return new ResidualSettings(
                hidden, activation, on, segment, changed, penalty, epochs, patience, method, optimiser, seed, live);
    }

    /** Return these settings with another penalty. */
    public ResidualSettings withPenalty(double changed) {
        return new ResidualSettings(
                hidden, activation, on, segment, validation, changed, epochs, patience, method, optimiser, seed, live);
    }

    /** Return these settings with other numbers of epochs. */
    public ResidualSettings withEpochs(int most, int patient) {
        return new ResidualSettings(
                hidden, activation, on, segment, validation, penalty, most, patient, method, optimiser, seed, live);
    }

    /** Return these settings with another method. */
    public ResidualSettings withMethod(Method changed) {
        return new ResidualSettings(
                hidden, activation, on, segment, validation, penalty, epochs, patience, changed, optimiser, seed, live);
    }

    /** Return these settings with another optimiser. */
    public ResidualSettings withOptimiser(OptimiserSettings changed) {
        return new ResidualSettings(
                hidden, activation, on, segment, validation, penalty, epochs, patience, method, changed, seed, live);
    }

    /** Return these settings with another seed. */
    public ResidualSettings withSeed(long changed) {
        return new ResidualSettings(
                hidden,
                activation,
                on,
                segment,
                validation,
                penalty,
                epochs,
                patience,
                method,
                optimiser,
                changed,
                live);
    }

    /** Return these settings with a last layer that follows the readings of a twin, or does not. */
    public ResidualSettings withLive(Optional<ResidualDrift> changed) {
        return new ResidualSettings(
                hidden,
                activation,
                on,
                segment,
                validation,
                penalty,
                epochs,
                patience,
                method,
                optimiser,
                seed,
                changed);
    }
}
