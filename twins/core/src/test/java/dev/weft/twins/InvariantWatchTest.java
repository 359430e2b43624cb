package dev.weft.twins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Quantity;
import dev.weft.priors.State;
import dev.weft.priors.Units;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.GaussianEstimate;
import org.junit.jupiter.api.Test;

class InvariantWatchTest {
    /** Something that decays and is never less than half of its parameter. */
    private static final class Decay extends PhysicsPrior {
        Decay() {
            Parameter floor = parameter("floor", Units.METRE).between(0.1, 10).nominal(1);
            State x = state("x", Units.METRE).startsAt(1);
            equation(x.rate(), x.times(-1).over(Quantity.of(1, Units.SECOND)));
            output("x", x, 0.1, "how much is left");
            invariant("x stays above half of the floor", x.minus(floor.times(0.5)));
        }
    }

    private static final PhysicsPrior PRIOR = new Decay();

    private static boolean broken(double x, double deviation) {
        PhysicsModel model = PhysicsModel.nominal(PRIOR, 1);
        GaussianEstimate estimate = model.start();
        estimate.mean()[1] = x;
        estimate.covariance().zero();
        estimate.covariance().set(1, 1, deviation * deviation);
        return new InvariantWatch(PRIOR, model.layout())
                .broken(estimate, new double[0])
                .isPresent();
    }

    @Test
    void isBrokenOnlyBeyondThreeStandardDeviations() {
        assertThat(broken(0.6, 1e-3)).isFalse();
        assertThat(broken(0.4, 0)).isTrue();
        // 0.1 below: broken for a spread of 0.033, not for one of 0.034.
        assertThat(broken(0.4, 0.033)).isTrue();
        assertThat(broken(0.4, 0.034)).isFalse();
    }

    /** The floor lies at 1, in the middle of its logarithm's derivative: its uncertainty counts by half, too. */
    @Test
    void countsTheUncertaintyOfParameters() {
        PhysicsModel model = PhysicsModel.nominal(PRIOR, 1);
        GaussianEstimate estimate = model.start();
        estimate.mean()[1] = 0.4;
        estimate.covariance().zero();
        InvariantWatch watch = new InvariantWatch(PRIOR, model.layout());
        double slope = 0.5 * model.layout().parameterCoordinates().get(0).derivative(estimate.mean()[0]);

        estimate.covariance().set(0, 0, Math.pow(0.033 / slope, 2));
        assertThat(watch.broken(estimate, new double[0])).contains("x stays above half of the floor");
        estimate.covariance().set(0, 0, Math.pow(0.034 / slope, 2));
        assertThat(watch.broken(estimate, new double[0])).isEmpty();
    }
}
