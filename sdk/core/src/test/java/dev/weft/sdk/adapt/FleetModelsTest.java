package dev.weft.sdk.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.priors.fluids.CascadedTanks;
import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.GaussianEstimate;
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
