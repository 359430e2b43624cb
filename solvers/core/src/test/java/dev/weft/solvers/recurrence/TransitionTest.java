package dev.weft.solvers.recurrence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;

class TransitionTest {
    // A few units of rounding of numbers of size 1.
    private static final double ROUNDING = 1e-15;

    @Test
    void anOscillatorTurns() {
        // x' = v, v' = −ω²x: x = cos ωt, v = −ω sin ωt from (1, 0).
        double omega = 3;
        BlockDiagonal flow = BlockDiagonal.of(0, 1, -omega * omega, 0).exponential(0.7);
        assertThat(flow.entry(0, 0)).isCloseTo(Math.cos(2.1), within(ROUNDING));
        assertThat(flow.entry(0, 1)).isCloseTo(Math.sin(2.1) / omega, within(ROUNDING));
        assertThat(flow.entry(0, 2)).isCloseTo(-omega * Math.sin(2.1), within(4 * ROUNDING));
        assertThat(flow.entry(0, 3)).isCloseTo(Math.cos(2.1), within(ROUNDING));
    }

    @Test
    void aDoubleEigenvalueIsNoSpecialCase() {
        // Critically damped: exp([λ 1; 0 λ] t) = e^{λt} [1 t; 0 1], exactly double and almost.
        for (double apart : new double[] {0, 1e-12, 1e-9, -1e-9}) {
            BlockDiagonal flow = BlockDiagonal.of(-2, 1, apart, -2).exponential(1.5);
            assertThat(flow.entry(0, 0)).isCloseTo(Math.exp(-3), within(1e-9));
            assertThat(flow.entry(0, 1)).isCloseTo(1.5 * Math.exp(-3), within(1e-9));
            assertThat(flow.entry(0, 3)).isCloseTo(Math.exp(-3), within(1e-9));
        }
    }

    @Test
    void fastDecayNeitherOverflowsNorBecomesNotANumber() {
        // Eigenvalues −1 and −3000: cosh(1500) alone would overflow.
        BlockDiagonal flow = BlockDiagonal.of(-1, 0, 5, -3000).exponential(1);
        assertThat(flow.entry(0, 0)).isCloseTo(Math.exp(-1), within(1e-13));
        assertThat(flow.entry(0, 1)).isZero();
        assertThat(flow.entry(0, 2)).isCloseTo(5 * Math.exp(-1) / 2999, within(1e-15));
        assertThat(flow.entry(0, 3)).isCloseTo(0, within(1e-13));
    }

    @Test
    void overflowIsRefused() {
        assertThatThrownBy(() -> Diagonal.of(1000).exponential(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("diagonal[0] = Infinity, expected a finite number");
    }

    @Test
    void noTimeIsNoChange() {
        for (Transition rates : new RandomRecurrence(3).each(4)) {
            DMatrixRMaj flow = rates.exponential(0).toMatrix();
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < 4; j++) {
                    assertThat(flow.get(i, j)).isCloseTo(i == j ? 1 : 0, within(ROUNDING));
                }
            }
        }
    }

    @Test
    void structureSurvivesTheExponentialWhereThereIsAClosedForm() {
        assertThat(Diagonal.of(1, 2).exponential(1)).isInstanceOf(Diagonal.class);
        assertThat(BlockDiagonal.of(1, 2, 3, 4).exponential(1)).isInstanceOf(BlockDiagonal.class);
        assertThat(new Identity(3).exponential(2).entry(2)).isEqualTo(Math.exp(2));
    }

    @Test
    void negativeAndInfiniteTimesAreRefused() {
        for (Transition rates : new RandomRecurrence(3).each(2)) {
            assertThatThrownBy(() -> rates.exponential(-1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Δt = -1.0, expected a finite number >= 0");
            assertThatThrownBy(() -> rates.exponential(Double.NaN)).hasMessageContaining("Δt = NaN");
            assertThatThrownBy(() -> rates.power(-1)).hasMessage("exponent = -1, expected >= 0");
            assertThatThrownBy(() -> rates.stabilised(0)).hasMessageContaining("spectral radius = 0.0, expected");
        }
    }

    @Test
    void shapesAndNumbersAreChecked() {
        assertThatThrownBy(() -> Dense.of(new DMatrixRMaj(2, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("transition is 2×3, expected a square matrix");
        assertThatThrownBy(() -> Diagonal.of(1, Double.NaN)).hasMessage("diagonal[1] = NaN, expected a finite number");
        assertThatThrownBy(() -> BlockDiagonal.of(1, 2, 3))
                .hasMessage("entries of 2×2 blocks = 3, expected a multiple of 4, at least 4");
        assertThatThrownBy(() -> LowRankPlusDiagonal.of(new double[3], new DMatrixRMaj(3, 2), new DMatrixRMaj(4, 2)))
                .hasMessage("U is 3×2, V is 4×2, expected both 3×2 for a diagonal of 3");
        assertThatThrownBy(() -> new Identity(0)).hasMessage("size = 0, expected >= 1");
        assertThatThrownBy(() -> Diagonal.of(1, 2).withParameters(new double[3]))
                .hasMessage("parameters = 3, expected 2");
        assertThatThrownBy(() -> new Identity(2).stabilised(0.9))
                .hasMessageContaining("spectral radius of the identity = 1, expected at most 0.9");
    }

    @Test
    void recurrencesCheckTheirShapes() {
        assertThatThrownBy(() -> new LinearRecurrence(Diagonal.of(1, 2), new DMatrixRMaj(3, 1)))
                .hasMessageContaining("input matrix is 3×1, expected 2×Dx")
                .hasMessageContaining("diagonal 2×2");
        LinearRecurrence recurrence = new LinearRecurrence(Diagonal.of(1, 2), new DMatrixRMaj(2, 1));
        SequentialScan scan = new SequentialScan();
        assertThatThrownBy(() -> scan.states(recurrence, new double[2], 3, new double[4], new double[6]))
                .hasMessage("inputs has 4 numbers, expected 3×1 = 3");
        assertThatThrownBy(() -> scan.states(recurrence, new double[] {1, Double.NaN}, 3, new double[3], new double[6]))
                .hasMessage("θ_0[1] = NaN, expected a finite number");
        assertThatThrownBy(() -> scan.states(recurrence, new double[2], 0, new double[0], new double[0]))
                .hasMessage("steps = 0, expected >= 1");
        assertThatThrownBy(() -> recurrence.step(new double[3], new double[1], recurrence.newScratch()))
                .hasMessage("θ has 3 numbers, expected 1×2 = 2");
        assertThatThrownBy(() -> new ParallelScan(0)).hasMessage("chunks = 0, expected >= 1");
    }

    /** What a few steps of Adam make of the identity; by Gelfand, ρ = lim ‖Aⁿ‖^(1/n), off by ln(D κ)/n at most. */
    @Test
    void findsTheRadiusOfTheIdentityPlusSmallNumbersOfOneSize() {
        int d = 206;
        Random random = new Random(4);
        double[][] gradient = new double[d][d];
        for (int k = 0; k < 4; k++) {
            double[] u = random.doubles(d, -1, 1).toArray();
            double[] v = random.doubles(d, -1, 1).toArray();
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    gradient[i][j] += u[i] * v[j];
                }
            }
        }
        DMatrixRMaj a = CommonOps_DDRM.identity(d);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                a.add(i, j, 1e-3 * Math.signum(gradient[i][j]));
            }
        }
        int n = 4096;
        double norm = NormOps_DDRM.normF(Dense.of(a).power(n).toMatrix());

        assertThat(Dense.of(a).spectralRadius()).isCloseTo(Math.pow(norm, 1.0 / n), within(5e-3));
    }
}
