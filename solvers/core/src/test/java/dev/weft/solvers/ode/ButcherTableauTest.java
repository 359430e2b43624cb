package dev.weft.solvers.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Check tableaus against the order conditions of E. Hairer, S. P. Nørsett, G. Wanner, "Solving Ordinary Differential
 * Equations I", 1993, Table II.2.1 (validation).
 */
class ButcherTableauTest {
    static Stream<ButcherTableau> tableaus() {
        return Stream.of(ButcherTableau.CLASSICAL_4, ButcherTableau.ZONNEVELD_43, ButcherTableau.DORMAND_PRINCE_54);
    }

    @ParameterizedTest
    @MethodSource("tableaus")
    void weightsIntegratePowersToTheOrder(ButcherTableau tableau) {
        for (int power = 0; power < tableau.order(); power++) {
            double sum = 0;
            double embedded = 0;
            for (int i = 0; i < tableau.stages(); i++) {
                double c = 0;
                for (int j = 0; j < i; j++) {
                    c += tableau.a(i, j);
                }
                sum += tableau.b(i) * Math.pow(c, power);
                embedded += tableau.error(i) * Math.pow(c, power);
            }
            // A few roundings of coefficients up to 12.
            assertThat(sum).as("Σ b c^%d", power).isCloseTo(1.0 / (power + 1), within(1e-14));
            if (power < tableau.order() - 1) {
                assertThat(embedded).as("Σ e c^%d", power).isCloseTo(0, within(1e-14));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tableaus")
    void weightsOfChainsFollowTheOrder(ButcherTableau tableau) {
        // Σ b_i a_ij c_j = 1/6 and Σ b_i a_ij a_jk c_k = 1/24.
        int s = tableau.stages();
        double[] power = new double[s];
        java.util.Arrays.fill(power, 1);
        double factorial = 1;
        double[] error = new double[s];
        java.util.Arrays.setAll(error, tableau::error);
        for (int order = 2; order <= tableau.order(); order++) {
            double[] next = new double[s];
            double sum = 0;
            double embedded = 0;
            for (int i = 0; i < s; i++) {
                for (int j = 0; j < i; j++) {
                    next[i] += tableau.a(i, j) * power[j];
                }
                sum += tableau.b(i) * next[i];
                embedded += error[i] * next[i];
            }
            if (order < tableau.order()) {
                assertThat(embedded).as("chain of order %d of the error", order).isCloseTo(0, within(1e-14));
            }
            power = next;
            factorial *= order;
            assertThat(sum).as("chain of order %d", order).isCloseTo(1 / factorial, within(1e-14));
        }
    }

    @ParameterizedTest
    @MethodSource("tableaus")
    void whetherTheLastStageIsTheFirstOfTheNextIsFound(ButcherTableau tableau) {
        assertThat(tableau.firstSameAsLast()).isEqualTo(tableau == ButcherTableau.DORMAND_PRINCE_54);
        assertThat(tableau.hasErrorEstimate()).isEqualTo(tableau != ButcherTableau.CLASSICAL_4);
    }
}
