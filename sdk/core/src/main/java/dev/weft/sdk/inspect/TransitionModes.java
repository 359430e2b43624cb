package dev.weft.sdk.inspect;

import dev.weft.solvers.recurrence.BlockDiagonal;
import dev.weft.solvers.recurrence.Diagonal;
import dev.weft.solvers.recurrence.Identity;
import dev.weft.solvers.recurrence.Transition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ejml.data.Complex_F64;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Hold the modes of a transition: the eigenvalues λ of the matrix that carries θ over one step, as rates and angles, the
 * slowest first. What a mode remembers after n steps is |λ|ⁿ of what it was.
 *
 * <p>In closed form for the identity, diagonals and 2×2 blocks; O(D³) for the others, by the QR algorithm of EJML. Of a
 * continuous transition θ' = Λθ they are the eigenvalues of Λ over one unit of its time, ln λ: a frequency above half a
 * turn a step is told as it is. Immutable and thread-safe.
 */
public final class TransitionModes {
    /** The largest D for which a transition without closed form is taken: some minutes of one processor. */
    public static final int LARGEST = 2048;

    /** What lies nearer to |λ| = 1 than this cannot be told from it. */
    private static final double ROUNDING = 1e-12;

    private final List<Mode> modes;

    /**
     * Describe one real eigenvalue, or two that are conjugates of each other.
     *
     * @param growth ln|λ|, −∞ for λ = 0
     * @param angle |arg λ|, in radians a step; π where a real λ is negative
     * @param pair whether it stands for two eigenvalues
     */
    public record Mode(double growth, double angle, boolean pair) {
        /** Return how many eigenvalues it stands for, 1 or 2. */
        public int eigenvalues() {
            return pair ? 2 : 1;
        }

        /** Return |λ|. */
        public double modulus() {
            return Math.exp(growth);
        }

        /** Return Re λ. */
        public double real() {
            return modulus() * Math.cos(angle);
        }

        /** Return |Im λ|. */
        public double imaginary() {
            return pair ? Math.abs(modulus() * Math.sin(angle)) : 0;
        }

        /** Tell whether what it holds decays, |λ| &lt; 1 beyond rounding. */
        public boolean forgets() {
            return growth < -ROUNDING;
        }

        /** Tell whether what it holds grows, |λ| &gt; 1 beyond rounding. */
        public boolean grows() {
            return growth > ROUNDING;
        }

        /** Return τ = −1/ln|λ|, in steps: after τ of them 1/e is left. Infinite where the mode does not forget. */
        public double timeConstant() {
            return forgets() ? -1 / growth : Double.POSITIVE_INFINITY;
        }

        /** Return 2π/|arg λ|, in steps: how long a swing takes. Infinite where the mode does not swing. */
        public double period() {
            return angle > 0 ? 2 * Math.PI / angle : Double.POSITIVE_INFINITY;
        }
    }

    private TransitionModes(List<Mode> modes) {
        this.modes = modes.stream()
                .sorted(Comparator.comparingDouble(Mode::growth).reversed().thenComparingDouble(Mode::angle))
                .toList();
    }

    /** Tell whether the modes are found in reasonable time: in closed form, or D is at most {@link #LARGEST}. */
    public static boolean canBeFound(Transition transition) {
        return transition instanceof Identity
                || transition instanceof Diagonal
                || transition instanceof BlockDiagonal
                || transition.size() <= LARGEST;
    }

    /**
     * Return the modes of a transition.
     *
     * @param transition A; Λ where the transition is continuous
     * @param continuous whether exp(Λ) carries θ over one unit of time
     * @throws IllegalArgumentException if the transition is too large, see {@link #canBeFound}
     * @throws ArithmeticException if the QR algorithm does not converge
     */
    public static TransitionModes of(Transition transition, boolean continuous) {
        if (!canBeFound(transition)) {
            throw new IllegalArgumentException("weights of a transition without closed form = " + transition.size()
                    + ", expected at most " + LARGEST + ": the modes of " + transition.describe()
                    + " would take too long");
        }
        List<Mode> modes = new ArrayList<>();
        if (transition instanceof Identity) {
            for (int i = 0; i < transition.size(); i++) {
                add(modes, 1, 0, continuous);
            }
        } else if (transition instanceof Diagonal diagonal) {
            for (int i = 0; i < diagonal.size(); i++) {
                add(modes, diagonal.entry(i), 0, continuous);
            }
        } else if (transition instanceof BlockDiagonal blocks) {
            for (int i = 0; i < blocks.size() / 2; i++) {
                block(modes, blocks, i, continuous);
            }
        } else {
            general(modes, transition.toMatrix(), continuous);
        }
        return new TransitionModes(modes);
    }

    /** Add an eigenvalue; of a conjugate pair only the one above the real axis. */
    private static void add(List<Mode> modes, double real, double imaginary, boolean continuous) {
        if (imaginary < 0) {
            return;
        }
        boolean pair = imaginary > 0;
        modes.add(
                continuous
                        ? new Mode(real, imaginary, pair)
                        : new Mode(Math.log(Math.hypot(real, imaginary)), Math.atan2(imaginary, real + 0.0), pair));
    }

    private static void block(List<Mode> modes, BlockDiagonal blocks, int i, boolean continuous) {
        // λ = m ± √δ, m = (a + d)/2, δ = ((a − d)/2)² + bc.
        double mean = 0.5 * blocks.entry(i, 0) + 0.5 * blocks.entry(i, 3);
        double half = 0.5 * blocks.entry(i, 0) - 0.5 * blocks.entry(i, 3);
        double delta = half * half + blocks.entry(i, 1) * blocks.entry(i, 2);
        double root = Math.sqrt(Math.abs(delta));
        if (delta < 0) {
            add(modes, mean, root, continuous);
        } else {
            add(modes, mean + root, 0, continuous);
            add(modes, mean - root, 0, continuous);
        }
    }

    private static void general(List<Mode> modes, DMatrixRMaj matrix, boolean continuous) {
        double scale = CommonOps_DDRM.elementMaxAbs(matrix);
        int d = matrix.numRows;
        if (scale > 0) {
            CommonOps_DDRM.divide(matrix, scale);
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(d, false, false);
        if (!eigen.decompose(matrix) || eigen.getNumberOfEigenvalues() != d) {
            throw new ArithmeticException("the QR algorithm did not converge on a matrix " + d + "×" + d);
        }
        for (int i = 0; i < d; i++) {
            Complex_F64 lambda = eigen.getEigenvalue(i);
            // Rounding makes pairs of equal real eigenvalues, which do not swing.
            boolean swings = Math.abs(lambda.imaginary) > ROUNDING * Math.abs(lambda.real);
            add(modes, scale * lambda.real, swings ? scale * lambda.imaginary : 0, continuous);
        }
    }

    /** Return all modes, the slowest first. */
    public List<Mode> modes() {
        return modes;
    }

    /** Return ρ = max |λ|; of a continuous transition that of exp(Λ). */
    public double spectralRadius() {
        return modes.get(0).modulus();
    }

    /** Return how many eigenvalues do not forget, |λ| &gt;= 1. */
    public int lasting() {
        return modes.stream()
                .filter(mode -> !mode.forgets())
                .mapToInt(Mode::eigenvalues)
                .sum();
    }

    /** Return how many eigenvalues grow, |λ| &gt; 1. */
    public int growing() {
        return modes.stream().filter(Mode::grows).mapToInt(Mode::eigenvalues).sum();
    }
}
