package dev.weft.twins;

import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.twins.Follower.Restraint;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.guard.LearningLimits;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hold the weights that answer for a twin's forecasts while others adapt: approved parameters, and a state that follows the
 * machine. Not modified: what a reading makes of them is another instance.
 *
 * @param estimate θ, P
 * @param memory what their follower remembers, as {@link Follower#write} writes it
 */
record ServedWeights(GaussianEstimate estimate, double[] memory) {
    /** Nothing restrains parameters that do not learn. */
    private static final Restraint NONE = new Restraint() {
        @Override
        public @Nullable Finding before() {
            return null;
        }

        @Override
        public @Nullable Finding after(GaussianEstimate proposed) {
            return null;
        }

        @Override
        public double share(double[] from, double[] to) {
            return 1;
        }
    };

    /** Return a follower of a machine whose parameters are approved and do not wander. */
    static Follower follower(PhysicsModel model, GaussianEstimate estimate) {
        return new Follower(model.withNoise(model.noise().withDrift(0)), estimate, false);
    }

    /** Return what a reading makes of these weights, that follows the one before soon enough. */
    ServedWeights after(
            PhysicsModel model, MeasuredSeries since, double[] u, double[] measured, LearningLimits limits) {
        Follower follower = follower(model, estimate);
        follower.read(Numbers.reader(memory));
        follower.follow(Optional.of(since), false, u, measured, limits, NONE);
        Numbers numbers = Numbers.writer();
        follower.write(numbers);
        return new ServedWeights(follower.estimate(), numbers.written());
    }
}
