package dev.weft.sdk.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class JumpsTest {
    private static double[] normal(int n, long seed) {
        Random random = new Random(seed);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = random.nextGaussian();
        }
        return values;
    }

    /** Beyond 6 of 200·50 normal numbers: once in 10⁴ runs, even where the median of seven adds a fifth. */
    @Test
    void normalResidualsDoNotJump() {
        for (int seed = 0; seed < 50; seed++) {
            assertThat(Jumps.count(normal(200, seed), 10)).isZero();
        }
    }

    @Test
    void singleReadingsThatAreFarOffJumpAlsoAtTheEnds() {
        double[] residuals = normal(200, 1);
        residuals[0] = 20;
        residuals[57] = -20;
        residuals[199] = 20;
        assertThat(Jumps.count(residuals, 10)).isEqualTo(3);
    }

    /** A swing of the equations' own error is no jump, and neither is what is small beside it. */
    @Test
    void anErrorThatHangsTogetherDoesNotJump() {
        double[] residuals = new double[300];
        for (int i = 0; i < residuals.length; i++) {
            residuals[i] = 5 * Math.sin(0.05 * i) + (i == 150 ? 3 : 0);
        }
        assertThat(Jumps.count(residuals, 100)).isZero();
    }

    @Test
    void whatNobodyCanSeeDoesNotJump() {
        double[] residuals = new double[100];
        residuals[50] = 1e-6;
        assertThat(Jumps.count(residuals, 1)).isZero();
        residuals[50] = 1e-3;
        assertThat(Jumps.count(residuals, 1)).isEqualTo(1);
    }

    /** The robust standard deviation of 10,000 normal numbers is known to 1.2 %. */
    @Test
    void theRobustSizeOfNormalNumbersIsTheirStandardDeviation() {
        double[] values = normal(10_000, 2);
        assertThat(Jumps.size(values)).isCloseTo(1, within(0.05));
        for (int i = 0; i < values.length; i++) {
            values[i] = 100 + 3 * values[i];
        }
        assertThat(Jumps.spread(values)).isCloseTo(3, within(0.15));
    }
}
