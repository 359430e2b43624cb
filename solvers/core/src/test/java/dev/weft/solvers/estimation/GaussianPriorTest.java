package dev.weft.solvers.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.solvers.testing.Dense;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianPriorTest {
    @Test
    void independentComponentsAreDividedByTheirDeviation() {
        double[] mean = {1, 2, 3};
        GaussianPrior prior = GaussianPrior.independent(mean, new double[] {0.5, 4, Double.POSITIVE_INFINITY});
        double[] r = {9, 0, 0, 0};
        double[] jacobian = new double[11];

        prior.residuals(new double[] {2, 4, 100}, r, 1);
        prior.jacobian(jacobian, 2);

        assertThat(r).containsExactly(9, 2, 0.5, 0);
        assertThat(jacobian).containsExactly(0, 0, 2, 0, 0, 0, 0.25, 0, 0, 0, 0);
        assertThat(prior.size()).isEqualTo(3);
        assertThat(prior.mean()).containsExactly(1, 2, 3).isNotSameAs(prior.mean());
    }

    @Test
    void refusesACovarianceThatIsNone() {
        for (DMatrixRMaj wrong : new DMatrixRMaj[] {
            Dense.of(2, 2, 1, 2, 2, 1),
            Dense.of(2, 2, 1, 1, 1, 1),
            Dense.of(2, 2, 1, 0, 0, -1),
            Dense.of(2, 2, 1, 0, 0, 0),
            Dense.of(2, 2, 1, 0, 0, Double.NaN)
        }) {
            assertThatThrownBy(() -> GaussianPrior.of(new GaussianEstimate(new double[2], wrong)))
                    .as("%s", wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("positive definite");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void refusesADeviationThatIsNotPositive(double deviation) {
        assertThatThrownBy(() -> GaussianPrior.independent(new double[2], new double[] {1, deviation}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("standard deviation 1 = " + deviation)
                .hasMessageContaining("expected > 0");
    }

    @Test
    void refusesLengthsThatDiffer() {
        assertThatThrownBy(() -> GaussianPrior.independent(new double[2], new double[] {1, 1, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3")
                .hasMessageContaining("2");
    }
}
