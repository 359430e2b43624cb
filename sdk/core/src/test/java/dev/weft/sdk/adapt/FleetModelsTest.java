package dev.weft.sdk.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.priors.fluids.CascadedTanks;
import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.model.NoiseModel;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.filter.ByLane;
import dev.weft.solvers.filter.FilterMethod;
import dev.weft.solvers.filter.FilterModel;
import dev.weft.solvers.filter.FilterPlanes;
import dev.weft.solvers.filter.FleetFilter;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetModelsTest {
    /** Uncalibrated, so that the mass may be e² times smaller than usual; where it is as usual few steps would do. */
    @Test
    void stepsAreAsManyAsTheFastestMachineTakes() {
        PhysicsModel wide = PhysicsModel.nominal(new MassSpringDamper(), 0.05);
        PhysicsModel narrow = new PhysicsModel(
                wide.prior(),
                GaussianEstimate.independent(wide.start().mean(), new double[5]),
                wide.noise(),
                0.05,
                wide.card());
        FilterModel ofWide = FleetModels.of(wide, new double[] {1});
        FilterModel ofNarrow = FleetModels.of(narrow, new double[] {1});

        assertThat(ofNarrow.substeps()).isLessThan(ofWide.substeps());
        assertThat(FleetModels.of(narrow, new double[] {1}, 0.4).substeps()).isGreaterThan(ofNarrow.substeps());
        assertThat(ofWide.outputVariances().get(0))
                .isCloseTo(Math.pow(wide.noise().measurement(0), 2), offset(1e-15));
        for (FilterModel model : List.of(ofWide, ofNarrow)) {
            PhysicsModel of = model == ofWide ? wide : narrow;
            FilterPlanes fleet = FilterPlanes.allocate(model, 1);
            fleet.put(0, of.start());
            fleet.inputs()[0][0] = 1;
            new FleetFilter(model, FilterMethod.EXTENDED).predict(fleet, 0.05);
            GaussianEstimate one = of.start();
            new WeightFilter(of).propagate(one, 0, 0.05, new double[] {1});
            for (int i = 0; i < 2; i++) {
                // What is promised: a millionth of the state and its usual spread.
                double state = one.mean()[3 + i];
                double usual = of.prior().states().get(i).spread();
                assertThat(fleet.means()[3 + i][0]).isCloseTo(state, offset(1e-6 * (Math.abs(state) + usual)));
            }
        }
    }

    @Test
    void equationsWithAKinkHaveAModelToo() {
        FilterModel model = FleetModels.of(PhysicsModel.nominal(new CascadedTanks(), 4), new double[] {3});

        assertThat(model.substeps()).isBetween(1, 64);
        assertThat(model.weights()).isEqualTo(9);
    }

    /** A machine that was calibrated by itself goes into a lane with the noise that was found of it. */
    @Test
    void aMachineBringsItsOwnNoiseWhereTheFleetHasRoomForIt() {
        PhysicsModel first = oscillator(0.01, 1e-3, 1e-3);
        PhysicsModel second = oscillator(0.02, 5e-3, 2e-3);
        FilterModel model = FleetModels.of(first, new double[] {1}).withByLane(ByLane.NOISE);
        FilterPlanes fleet = FilterPlanes.allocate(model, 2);
        FleetModels.put(fleet, 0, first);
        FleetModels.put(fleet, 1, second);
        fleet.inputs()[0][1] = 1;
        fleet.measured()[0][1] = 0.3;
        fleet.measured()[1][1] = -0.2;
        new FleetFilter(model, FilterMethod.EXTENDED).step(fleet, 0.05);

        FilterModel alone = FleetModels.of(second, new double[] {1}).withFlow(model.method(), model.substeps());
        FilterPlanes one = FilterPlanes.allocate(alone, 1);
        FleetModels.put(one, 0, second);
        one.inputs()[0][0] = 1;
        one.measured()[0][0] = 0.3;
        one.measured()[1][0] = -0.2;
        new FleetFilter(alone, FilterMethod.EXTENDED).step(one, 0.05);
        for (int k = 0; k < 15; k++) {
            // The same sums, of which others are fused.
            assertThat(fleet.covariances()[k][1]).isCloseTo(one.covariances()[k][0], offset(1e-13));
        }

        FilterModel still =
                FleetModels.of(oscillator(0.01, 0, 0), new double[] {1}).withByLane(ByLane.NOISE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FleetModels.put(FilterPlanes.allocate(still, 1), 0, first))
                .withMessageStartingWith("drift 0 of the machine in lane 0 = 1.0E-6, expected 0");
    }

    private static PhysicsModel oscillator(double sensor, double state, double drift) {
        PhysicsModel nominal = PhysicsModel.nominal(new MassSpringDamper(), 0.05);
        double[] theta = nominal.layout().toWeights(new double[] {2, 50, 2, 0.2, 0});
        return new PhysicsModel(
                nominal.prior(),
                GaussianEstimate.independent(theta, new double[] {0.1, 0.1, 0.3, 0.01, 0.05}),
                new NoiseModel(new double[] {sensor, 2 * sensor}, new double[] {state, state}, drift),
                0.05,
                nominal.card());
    }

    @Test
    void intervalsThatAreTooLongAreRefused() {
        PhysicsModel model = PhysicsModel.nominal(new MassSpringDamper(), 0.05);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FleetModels.of(model, new double[] {1}, 1000))
                .withMessageStartingWith("steps of prior mass-spring-damper over 1000.0 s = more than 64");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FleetModels.of(model, new double[0]))
                .withMessage("inputs = 0, expected 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FleetModels.of(model, new double[] {1}, 0))
                .withMessage("longest interval = 0.0 s, expected a finite number > 0");
    }
}
