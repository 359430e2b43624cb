package dev.weft.sdk.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Quantity;
import dev.weft.priors.State;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.filter.FilterMethod;
import dev.weft.solvers.filter.FilterModel;
import dev.weft.solvers.filter.FilterPlanes;
import dev.weft.solvers.filter.FleetFilter;
import org.junit.jupiter.api.Test;
import tech.units.indriya.AbstractUnit;

class DriftTest {
    /** ẋ = −a x with parameters that drift as usual, by a drift of their own, and with a home. */
    static final class Decay extends PhysicsPrior {
        final Parameter usual =
                parameter("usual", AbstractUnit.ONE).between(0, 10).nominal(1);
        final Parameter own =
                parameter("own", AbstractUnit.ONE).between(0, 10).nominal(1).drifts(0.2);
        final Parameter homing = parameter("homing", AbstractUnit.ONE)
                .between(0, 10)
                .nominal(1)
                .drifts(0.2)
                .returnsWithin(5);
        final State x = state("x", AbstractUnit.ONE).startsAt(1);

        Decay() {
            super(UnitUse.SHOWN);
            Quantity rate = usual.times(own).times(homing);
            equation(x.rate(), rate.times(x).negate());
            output("x", x, 0.01, "");
        }
    }

    private final PhysicsModel model = PhysicsModel.nominal(new Decay(), 1);

    private GaussianEstimate moved(PhysicsModel of, int steps, double dt) {
        GaussianEstimate theta = of.start();
        theta.mean()[2] += 0.8;
        theta.covariance().zero();
        WeightFilter filter = new WeightFilter(of);
        for (int i = 0; i < steps; i++) {
            filter.propagate(theta, i * dt, dt, new double[0]);
        }
        return theta;
    }

    /** Validation: the closed forms of a random walk and of Ornstein and Uhlenbeck's process. */
    @Test
    void everyParameterDriftsAsItsPriorSays() {
        double drift = model.noise().drift();
        GaussianEstimate theta = moved(model, 1, 3);
        assertThat(theta.covariance().get(0, 0)).isCloseTo(drift * drift * 3, within(1e-15));
        assertThat(theta.covariance().get(1, 1)).isCloseTo(0.04 * 3, within(1e-15));
        assertThat(theta.covariance().get(2, 2)).isCloseTo(0.04 * 2.5 * (1 - Math.exp(-6.0 / 5)), within(1e-15));
        assertThat(theta.mean()[2] - model.start().mean()[2]).isCloseTo(0.8 * Math.exp(-3.0 / 5), within(1e-15));
        assertThat(theta.mean()[1]).isEqualTo(model.start().mean()[1]);
    }

    @Test
    void oneStepIsManySteps() {
        GaussianEstimate once = moved(model, 1, 4);
        GaussianEstimate often = moved(model, 16, 0.25);
        assertThat(often.mean()[2]).isCloseTo(once.mean()[2], within(1e-14));
        assertThat(often.covariance().get(2, 2)).isCloseTo(once.covariance().get(2, 2), within(1e-14));
    }

    @Test
    void aModelWithoutDriftHoldsAllParameters() {
        GaussianEstimate theta = moved(model.withNoise(model.noise().withDrift(0)), 3, 1);
        assertThat(theta.covariance().get(1, 1)).isZero();
        assertThat(theta.mean()[2]).isEqualTo(model.start().mean()[2] + 0.8);
    }

    @Test
    void aFleetDriftsAsItsTwinsDo() {
        FilterModel fleets = FleetModels.of(model, new double[0], 3);
        FilterPlanes fleet = FilterPlanes.allocate(fleets, 1);
        FleetModels.put(fleet, 0, model);
        fleet.means()[2][0] += 0.8;
        for (double[] plane : fleet.covariances()) {
            plane[0] = 0;
        }
        new FleetFilter(fleets, FilterMethod.EXTENDED).predict(fleet, 3);
        GaussianEstimate found = model.start();
        fleet.get(0, found);
        GaussianEstimate one = moved(model, 1, 3);
        for (int j = 0; j < 3; j++) {
            assertThat(found.mean()[j]).isCloseTo(one.mean()[j], within(1e-12));
            assertThat(found.covariance().get(j, j)).isCloseTo(one.covariance().get(j, j), within(1e-12));
        }
    }

    @Test
    void refusesADriftThatIsNone() {
        Decay prior = new Decay();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prior.own.drifts(0))
                .withMessage("parameter own: drift = 0.0, expected a finite number > 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prior.own.returnsWithin(Double.POSITIVE_INFINITY))
                .withMessage("parameter own: time constant = Infinity, expected a finite number > 0");
    }
}
