package dev.weft.solvers.recurrence;

import dev.weft.solvers.matrix.MatrixProducts;
import org.ejml.data.DMatrixRMaj;

/**
 * Carry a weight vector from input to input: θ_t = A θ_{t−1} + B v_t, with θ [D] and v [Dx].
 *
 * <p>In WARP v_t = x_t − x_{t−1}, the difference of two inputs. Immutable; safe to use from many threads.
 *
 * <p>Source: R. D. Nzoyem et al., "Weight-Space Linear Recurrent Neural Networks", 2025, equation 2.
 */
public final class LinearRecurrence {
    private final Transition transition;
    private final DMatrixRMaj input;
    private final MatrixProducts products = MatrixProducts.standard();

    /**
     * Take A and B.
     *
     * @param transition A [D×D]
     * @param input B [D×Dx], finite. Not modified; copied
     * @throws IllegalArgumentException if B has another number of rows than A, no column, or an entry that is not finite
     */
    public LinearRecurrence(Transition transition, DMatrixRMaj input) {
        if (input.numRows != transition.size() || input.numCols < 1) {
            throw new IllegalArgumentException("input matrix is " + input.numRows + "×" + input.numCols + ", expected "
                    + transition.size() + "×Dx with Dx >= 1 for a transition that is " + transition.describe());
        }
        Checks.finite("input matrix", input);
        this.transition = transition;
        this.input = input.copy();
    }

    /** Return D. */
    public int size() {
        return transition.size();
    }

    /** Return Dx. */
    public int inputs() {
        return input.numCols;
    }

    /** Return A. */
    public Transition transition() {
        return transition;
    }

    /** Return B, a copy. */
    public DMatrixRMaj input() {
        return input.copy();
    }

    /** Return B itself, to be read only: for kernels of this package. */
    DMatrixRMaj inputMatrix() {
        return input;
    }

    /** Return working memory for {@link #step}, for one thread. */
    public Scratch newScratch() {
        return new Scratch(transition.newScratch(), new double[size()]);
    }

    /** Hold working memory of one thread. */
    public static final class Scratch {
        final double[] transition;
        final double[] state;

        private Scratch(double[] transition, double[] state) {
            this.transition = transition;
            this.state = state;
        }
    }

    /**
     * Step one twin in place: θ ← Aθ + Bv. Allocates nothing.
     *
     * @param theta θ [D]. Modified
     * @param v what came in [Dx]. Not modified
     * @param scratch from {@link #newScratch}. Modified
     * @throws IllegalArgumentException if a length does not fit
     */
    public void step(double[] theta, double[] v, Scratch scratch) {
        Checks.rows("θ", theta, 1, size());
        Checks.rows("v", v, 1, inputs());
        System.arraycopy(theta, 0, scratch.state, 0, theta.length);
        advance(scratch.state, 0, v, 0, theta, 0, scratch.transition);
    }

    /** Compute one step from one place to another that does not overlap it. */
    void advance(double[] from, int fromOffset, double[] v, int vOffset, double[] to, int toOffset, double[] scratch) {
        transition.apply(from, fromOffset, to, toOffset, scratch);
        addInput(v, vOffset, to, toOffset);
    }

    /** Add Bv. */
    void addInput(double[] v, int vOffset, double[] to, int toOffset) {
        int n = inputs();
        products.multiplyVector(size(), n, 1, input.data, 0, n, false, v, vOffset, 1, to, toOffset);
    }
}
