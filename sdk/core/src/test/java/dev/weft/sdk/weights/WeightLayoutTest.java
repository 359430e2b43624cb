package dev.weft.sdk.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.fluids.CascadedTanks;
import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.solvers.estimation.Coordinate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WeightLayoutTest {
    private final WeightLayout layout = WeightLayout.of(new MassSpringDamper());

    @Test
    void parametersComeFirstStatesLast() {
        assertThat(layout.slots().stream().map(WeightSlot::path))
                .containsExactly(
                        "parameter.mass",
                        "parameter.stiffness",
                        "parameter.damping",
                        "state.position",
                        "state.velocity");
        assertThat(layout.slots().stream().map(WeightSlot::unit)).containsExactly("kg", "N/m", "N·s/m", "m", "m/s");
        assertThat(layout.size()).isEqualTo(5);
        assertThat(layout.parameterCount()).isEqualTo(3);
        assertThat(layout.stateCount()).isEqualTo(2);
    }

    @Test
    void parametersAreBoundedStatesAreFree() {
        assertThat(layout.slots().get(2).coordinate()).isEqualTo(Coordinate.between(0, 1e4));
        assertThat(layout.slots().get(3).coordinate()).isEqualTo(new Coordinate.Identity());
        assertThat(layout.parameterCoordinates()).hasSize(3);
    }

    @Test
    void everySlotOfEveryPriorHasAMeaning() {
        for (PhysicsPrior prior : new PhysicsPrior[] {new MassSpringDamper(), new CascadedTanks()}) {
            assertThat(WeightLayout.of(prior).slots())
                    .allSatisfy(s -> assertThat(s.meaning()).as(s.path()).isNotBlank());
        }
    }

    @Test
    void noWeightHoweverLargeLeavesTheBounds() {
        for (double z : new double[] {-1e300, -800, 800, 1e300}) {
            double[] theta = new double[5];
            Arrays.fill(theta, z);
            double[] values = layout.toPhysical(theta);
            for (int j = 0; j < 3; j++) {
                Coordinate c = layout.slots().get(j).coordinate();
                assertThat(values[j]).isBetween(c.lower(), c.upper());
            }
            assertThat(values[3]).isEqualTo(z);
        }
    }

    @Test
    void aValueOnItsBoundMovesInsideByABillionthOfTheRange() {
        double[] theta = layout.toWeights(new double[] {1e-3, 1e6, 0, 1, 0});
        double[] back = layout.toPhysical(theta);

        // A logarithm near 20 costs some 1e-15 relative, of 1e-6 each.
        assertThat(back[0] - 1e-3).isCloseTo(1e-9 * (1e3 - 1e-3), offset(1e-12));
        assertThat(1e6 - back[1]).isCloseTo(1e-9 * 1e6, offset(1e-9));
        assertThat(back[2]).isCloseTo(1e-9 * 1e4, offset(1e-14));
    }

    @Test
    void slotsCannotBeChanged() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> layout.slots().remove(0));
    }
}
