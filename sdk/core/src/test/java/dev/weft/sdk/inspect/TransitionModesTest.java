package dev.weft.sdk.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.weft.sdk.inspect.TransitionModes.Mode;
import dev.weft.solvers.recurrence.BlockDiagonal;
import dev.weft.solvers.recurrence.Dense;
import dev.weft.solvers.recurrence.Diagonal;
import dev.weft.solvers.recurrence.Identity;
import dev.weft.solvers.recurrence.LowRankPlusDiagonal;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransitionModesTest {
    /** A few units in the last place of numbers of order 1 to 100. */
    private static final Offset<Double> ROUNDING = within(1e-12);
    /** Eigenvalues of matrices that are not symmetric feel rounding by their condition, here below 1e4. */
    private static final Offset<Double> CONDITIONED = within(1e-10);

    @Test
    void diagonalEntriesAreTheEigenvalues() {
        TransitionModes modes = TransitionModes.of(Diagonal.of(0.5, 1, -0.9, 0, 1.1), false);

        assertThat(modes.modes()).extracting(Mode::pair).containsOnly(false);
        assertThat(modes.modes().get(0).real()).isCloseTo(1.1, ROUNDING);
        assertThat(modes.modes().get(0).grows()).isTrue();
        assertThat(modes.modes().get(1).timeConstant()).isInfinite();
        assertThat(modes.modes().get(1).grows()).isFalse();
        Mode alternating = modes.modes().get(2);
        assertThat(alternating.real()).isCloseTo(-0.9, ROUNDING);
        assertThat(alternating.period()).isEqualTo(2);
        assertThat(alternating.timeConstant()).isCloseTo(-1 / Math.log(0.9), ROUNDING);
        assertThat(modes.modes().get(3).timeConstant()).isCloseTo(1 / Math.log(2), ROUNDING);
        assertThat(modes.modes().get(3).period()).isInfinite();
        assertThat(modes.modes().get(4).modulus()).isZero();
        assertThat(modes.spectralRadius()).isCloseTo(1.1, ROUNDING);
        assertThat(modes.lasting()).isEqualTo(2);
        assertThat(modes.growing()).isEqualTo(1);
    }

    /** r [cos φ, −sin φ; sin φ, cos φ] turns by φ and shrinks by r a step. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.3, Math.PI / 2, 3})
    void aRotationSwings(double angle) {
        double r = 0.97;
        double c = r * Math.cos(angle);
        double s = r * Math.sin(angle);
        BlockDiagonal rotation = BlockDiagonal.of(c, -s, s, c);

        for (TransitionModes modes :
                new TransitionModes[] {TransitionModes.of(rotation, false), TransitionModes.of(dense(rotation), false)
                }) {
            assertThat(modes.modes()).hasSize(1);
            Mode mode = modes.modes().get(0);
            assertThat(mode.eigenvalues()).isEqualTo(2);
            assertThat(mode.period()).isCloseTo(2 * Math.PI / angle, CONDITIONED);
            assertThat(mode.timeConstant()).isCloseTo(-1 / Math.log(r), CONDITIONED);
            assertThat(mode.real()).isCloseTo(c, ROUNDING);
            assertThat(mode.imaginary()).isCloseTo(s, ROUNDING);
        }
    }

    /** Λ = [−a, −ω; ω, −a] decays with 1/a and turns with 2π/ω, also where that is less than a step. */
    @Test
    void ratesAreNotFolded() {
        TransitionModes modes = TransitionModes.of(BlockDiagonal.of(-0.25, -20, 20, -0.25), true);

        assertThat(modes.modes().get(0).timeConstant()).isEqualTo(4);
        assertThat(modes.modes().get(0).period()).isCloseTo(2 * Math.PI / 20, ROUNDING);
        assertThat(modes.spectralRadius()).isCloseTo(Math.exp(-0.25), ROUNDING);
        assertThat(TransitionModes.of(Diagonal.of(0, -2), true).lasting()).isEqualTo(1);
    }

    @Test
    void aBlockWithRealEigenvaluesHasTwoModes() {
        // Of the characteristic polynomial (λ − 0.9)(λ − 0.2).
        TransitionModes modes = TransitionModes.of(BlockDiagonal.of(0.9, 5, 0, 0.2), false);

        assertThat(modes.modes()).extracting(Mode::pair).containsExactly(false, false);
        assertThat(modes.modes().get(0).real()).isCloseTo(0.9, ROUNDING);
        assertThat(modes.modes().get(1).real()).isCloseTo(0.2, ROUNDING);
    }

    @Test
    void theIdentityNeverForgets() {
        assertThat(TransitionModes.of(new Identity(7), false).lasting()).isEqualTo(7);
        assertThat(TransitionModes.of(Dense.of(CommonOps_DDRM.identity(7)), false)
                        .lasting())
                .isEqualTo(7);
    }

    /** c I + u vᵀ has the eigenvalue c, D − 1 times, and c + vᵀu. */
    @Test
    void aMatrixOfRankOneMovesOneEigenvalue() {
        int d = 9;
        double[] diagonal = new double[d];
        java.util.Arrays.fill(diagonal, 0.5);
        DMatrixRMaj u = random(d, 1, 1);
        DMatrixRMaj v = random(d, 1, 2);
        double moved = 0.5 + CommonOps_DDRM.dot(u, v);
        TransitionModes modes = TransitionModes.of(LowRankPlusDiagonal.of(diagonal, u, v), false);

        assertThat(modes.modes()).hasSize(d);
        assertThat(modes.modes())
                .filteredOn(m -> Math.abs(m.real() - 0.5) < 1e-10)
                .hasSize(d - 1);
        assertThat(modes.modes())
                .filteredOn(m -> Math.abs(m.real() - moved) < 1e-10)
                .hasSize(1);
    }

    /** Against the spectral radius by another library, and the trace, which is the sum of all eigenvalues. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10, 60})
    void agreesWithTheSpectralRadiusAndTheTrace(int d) {
        LowRankPlusDiagonal lowRank = LowRankPlusDiagonal.of(random(d, 1, 3).data, random(d, 2, 4), random(d, 2, 5));
        TransitionModes modes = TransitionModes.of(lowRank, false);

        double sum = modes.modes().stream()
                .mapToDouble(m -> m.eigenvalues() * m.real())
                .sum();
        assertThat(modes.modes().stream().mapToInt(Mode::eigenvalues).sum()).isEqualTo(d);
        assertThat(modes.spectralRadius()).isCloseTo(lowRank.spectralRadius(), CONDITIONED);
        assertThat(sum).isCloseTo(CommonOps_DDRM.trace(lowRank.toMatrix()), CONDITIONED);
    }

    @Test
    void refusesWhatWouldTakeTooLong() {
        int d = TransitionModes.LARGEST + 1;
        LowRankPlusDiagonal large = LowRankPlusDiagonal.of(new double[d], new DMatrixRMaj(d, 1), new DMatrixRMaj(d, 1));

        assertThat(TransitionModes.canBeFound(large)).isFalse();
        assertThat(TransitionModes.canBeFound(new Identity(d))).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransitionModes.of(large, false))
                .withMessageStartingWith("weights of a transition without closed form = 2049, expected at most 2048");
    }

    private static Dense dense(BlockDiagonal blocks) {
        return Dense.of(blocks.toMatrix());
    }

    private static DMatrixRMaj random(int rows, int columns, long seed) {
        Random random = new Random(seed);
        return new DMatrixRMaj(
                rows, columns, true, random.doubles(rows * columns, -1, 1).toArray());
    }
}
