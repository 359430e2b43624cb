package dev.weft.sdk.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {
    /** Four points at ± 3 along (0.6, 0.8) and ± 1 along (−0.8, 0.6) about (10, 20): variances 9 to 1. */
    private static final double[][] CROSS = {{11.8, 22.4}, {8.2, 17.6}, {9.2, 20.6}, {10.8, 19.4}};

    @Test
    void findsTheAxesOfACross() {
        PrincipalComponents components = PrincipalComponents.of(CROSS, 2);
        assertThat(components.mean()).containsExactly(new double[] {10, 20}, within(1e-12));
        assertThat(components.loadings(0)).containsExactly(new double[] {0.6, 0.8}, within(1e-12));
        assertThat(components.loadings(1)).containsExactly(new double[] {0.8, -0.6}, within(1e-12));
        assertThat(components.scores(0)).containsExactly(new double[] {3, -3, 0, 0}, within(1e-12));
        assertThat(components.scores(1)).containsExactly(new double[] {0, 0, -1, 1}, within(1e-12));
        assertThat(components.explained(0)).isCloseTo(0.9, within(1e-12));
        assertThat(components.explained(1)).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void findsTheLineThatManyWeightsMoveAlong() {
        double[][] rows = new double[3][50];
        for (int t = 0; t < 3; t++) {
            for (int i = 0; i < 50; i++) {
                rows[t][i] = i + (t - 1) * (i == 7 ? -4 : i == 9 ? 3 : 0);
            }
        }
        PrincipalComponents components = PrincipalComponents.of(rows, 5);
        assertThat(components.count()).isEqualTo(3);
        assertThat(components.explained(0)).isCloseTo(1, within(1e-12));
        assertThat(components.loadings(0)[7]).isCloseTo(0.8, within(1e-12));
        assertThat(components.loadings(0)[9]).isCloseTo(-0.6, within(1e-12));
        assertThat(components.scores(0)).containsExactly(new double[] {5, 0, -5}, within(1e-12));
        assertThat(components.project(rows[2], 0)).isCloseTo(-5, within(1e-12));
    }

    @Test
    void explainsNothingWhereNothingVaries() {
        PrincipalComponents components = PrincipalComponents.of(new double[][] {{1, 2}, {1, 2}, {1, 2}}, 2);
        assertThat(components.explained(0)).isZero();
        assertThat(components.scores(0)).containsExactly(new double[3], within(0.0));
        assertThat(PrincipalComponents.of(new double[][] {{5}}, 1).scores(0)).containsExactly(0.0);
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> PrincipalComponents.of(CROSS, 0)).hasMessage("components = 0, expected at least 1");
        assertThatThrownBy(() -> PrincipalComponents.of(new double[0][], 1))
                .hasMessage("rows = 0×0, expected at least 1×1");
        assertThatThrownBy(() -> PrincipalComponents.of(new double[][] {{1, 2}, {1}}, 1))
                .hasMessage("length of row 1 = 1, expected 2");
        assertThatThrownBy(() -> PrincipalComponents.of(new double[][] {{1}, {Double.NaN}}, 1))
                .hasMessage("number 0 of row 1 = NaN, expected a finite one");
    }
}
