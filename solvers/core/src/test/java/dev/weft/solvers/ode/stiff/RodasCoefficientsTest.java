package dev.weft.solvers.ode.stiff;

import static dev.weft.solvers.ode.stiff.RodasCoefficients.A;
import static dev.weft.solvers.ode.stiff.RodasCoefficients.ALPHA;
import static dev.weft.solvers.ode.stiff.RodasCoefficients.C;
import static dev.weft.solvers.ode.stiff.RodasCoefficients.D2;
import static dev.weft.solvers.ode.stiff.RodasCoefficients.D3;
import static dev.weft.solvers.ode.stiff.RodasCoefficients.GAMMA;
import static dev.weft.solvers.ode.stiff.RodasCoefficients.GAMMA_I;
import static dev.weft.solvers.ode.stiff.RodasCoefficients.STAGES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Validation: the order conditions of Rosenbrock methods, E. Hairer, G. Wanner, "Solving Ordinary Differential
 * Equations II", 2nd ed. 1996, table IV.7.1, with β_ij = α_ij + γ_ij including the diagonal γ.
 *
 * <p>The published coefficients have 16 digits and reach 35 in size; products of three of them leave 1e-12.
 */
class RodasCoefficientsTest {
    private static final double ROUNDING = 1e-12;

    private final RealMatrix identity = MatrixUtils.createRealIdentityMatrix(STAGES);
    // Γ = (I/γ − C)⁻¹, α = A Γ, b = m Γ, by the substitution that removed the products by J.
    private final RealMatrix gamma =
            MatrixUtils.inverse(identity.scalarMultiply(1 / GAMMA).subtract(lower(C)));
    private final RealMatrix alpha = lower(A).multiply(gamma);
    private final RealMatrix beta = alpha.add(gamma);
    private final RealVector ones = new ArrayRealVector(STAGES, 1.0);
    private final RealVector a = alpha.operate(ones);
    private final RealVector betaSums = beta.operate(ones);
    private final double[] solution = {A[5][0], A[5][1], A[5][2], A[5][3], 1, 1};
    private final double[] embedded = {A[5][0], A[5][1], A[5][2], A[5][3], 1, 0};

    @Test
    void whatOthersReadIsTheTable() {
        for (int i = 0; i < STAGES; i++) {
            for (int j = 0; j < STAGES; j++) {
                assertThat(RodasCoefficients.a(i, j)).isEqualTo(lower(A).getEntry(i, j));
                assertThat(RodasCoefficients.c(i, j)).isEqualTo(lower(C).getEntry(i, j));
            }
            assertThat(RodasCoefficients.m(i)).isEqualTo(solution[i]);
        }
    }

    @Test
    void nodesAreTheRowSums() {
        for (int i = 0; i < STAGES; i++) {
            assertThat(a.getEntry(i)).isCloseTo(ALPHA[i], within(ROUNDING));
            assertThat(gamma.operate(ones).getEntry(i)).isCloseTo(GAMMA_I[i], within(ROUNDING));
        }
    }

    @Test
    void solutionHasOrderFour() {
        RealVector b = weights(solution);
        checkOrderThree(b, 1);
        assertThat(b.dotProduct(power(a, 3))).isCloseTo(1 / 4.0, within(ROUNDING));
        assertThat(b.dotProduct(a.ebeMultiply(alpha.operate(betaSums)))).isCloseTo(1 / 8.0, within(ROUNDING));
        assertThat(b.dotProduct(beta.operate(power(a, 2)))).isCloseTo(1 / 12.0, within(ROUNDING));
        assertThat(b.dotProduct(beta.operate(beta.operate(betaSums)))).isCloseTo(1 / 24.0, within(ROUNDING));
    }

    @Test
    void embeddedSolutionHasOrderThreeAndNotFour() {
        RealVector b = weights(embedded);
        checkOrderThree(b, 1);
        assertThat(b.dotProduct(beta.operate(beta.operate(betaSums)))).isNotCloseTo(1 / 24.0, within(1e-3));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.3, 0.5, 0.77, 1})
    void denseOutputHasOrderThreeThroughout(double theta) {
        double[] m = new double[STAGES];
        for (int j = 0; j < STAGES; j++) {
            m[j] = theta * (solution[j] + (1 - theta) * (D2[j] + theta * D3[j]));
        }
        checkOrderThree(weights(m), theta);
    }

    @Test
    void bothSolutionsVanishAtInfinity() {
        // R(∞) = 1 − b β⁻¹ 1.
        RealVector inverse = MatrixUtils.inverse(beta).operate(ones);
        assertThat(weights(solution).dotProduct(inverse)).isCloseTo(1, within(ROUNDING));
        assertThat(weights(embedded).dotProduct(inverse)).isCloseTo(1, within(ROUNDING));
    }

    @Test
    void stableOnTheImaginaryAxis() {
        // |R(iy)| ≤ 1 there, with the pole at 1/γ on the right, is A-stability by the maximum principle. In
        // R(z) = 1 + z b (I − zβ)⁻¹ 1 the real and imaginary parts of the stages are (I + y²β²) re = 1, im = yβ re.
        RealVector b = weights(solution);
        RealMatrix square = beta.multiply(beta);
        for (double y = 1e-2; y < 1e4; y *= 1.05) {
            RealVector re = MatrixUtils.inverse(identity.add(square.scalarMultiply(y * y)))
                    .operate(ones);
            RealVector im = beta.operate(re).mapMultiply(y);
            double modulus = Math.hypot(1 - y * b.dotProduct(im), y * b.dotProduct(re));
            // Near y = 0 the modulus is 1 up to rounding.
            assertThat(modulus).as("|R(%s i)|", y).isLessThanOrEqualTo(1 + ROUNDING);
        }
    }

    private void checkOrderThree(RealVector b, double theta) {
        assertThat(b.dotProduct(ones)).isCloseTo(theta, within(ROUNDING));
        assertThat(b.dotProduct(betaSums)).isCloseTo(theta * theta / 2, within(ROUNDING));
        assertThat(b.dotProduct(power(a, 2))).isCloseTo(Math.pow(theta, 3) / 3, within(ROUNDING));
        assertThat(b.dotProduct(beta.operate(betaSums))).isCloseTo(Math.pow(theta, 3) / 6, within(ROUNDING));
    }

    private RealVector weights(double[] m) {
        return gamma.preMultiply(new ArrayRealVector(m, false));
    }

    private static RealVector power(RealVector v, int exponent) {
        return v.map(x -> Math.pow(x, exponent));
    }

    private static RealMatrix lower(double[][] rows) {
        RealMatrix matrix = MatrixUtils.createRealMatrix(STAGES, STAGES);
        for (int i = 0; i < STAGES; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                matrix.setEntry(i, j, rows[i][j]);
            }
        }
        return matrix;
    }
}
