package dev.weft.solvers.recurrence;

import org.ejml.data.DMatrixRMaj;

/**
 * Hold a square matrix A [D×D] by its structure.
 *
 * <p>As A it carries a weight vector over one step, θ ← Aθ. As Λ it is the rate of a continuous transition, θ' = Λθ,
 * and {@link #exponential} gives the matrix that carries θ over a time Δt: irregular sampling is exact.
 *
 * <p>Immutable; safe to use from many threads. Kernels write into the caller's buffers and allocate nothing; those
 * that need working memory take a scratch array made by {@link #newScratch}, one a thread.
 */
public sealed interface Transition permits Identity, Diagonal, BlockDiagonal, LowRankPlusDiagonal, Dense {
    /** Return D. */
    int size();

    /**
     * Compute out ← A in.
     *
     * @param in D numbers from {@code inOffset}. Not modified
     * @param out D numbers from {@code outOffset}, which must not overlap {@code in}. Modified
     * @param scratch from {@link #newScratch}. Modified
     */
    void apply(double[] in, int inOffset, double[] out, int outOffset, double[] scratch);

    /**
     * Compute out ← Aᵀ in.
     *
     * @param in D numbers from {@code inOffset}. Not modified
     * @param out D numbers from {@code outOffset}, which must not overlap {@code in}. Modified
     * @param scratch from {@link #newScratch}. Modified
     */
    void applyTransposed(double[] in, int inOffset, double[] out, int outOffset, double[] scratch);

    /** Return working memory for {@link #apply} and {@link #applyTransposed}, for one thread. */
    double[] newScratch();

    /** Return A as a dense matrix, a copy. */
    DMatrixRMaj toMatrix();

    /** Return how many free parameters the structure has. */
    int parameterCount();

    /** Return the free parameters, a copy; the order is that of the structure's factory. */
    double[] parameters();

    /**
     * Return a transition of the same structure with other parameters.
     *
     * @param parameters as many as {@link #parameterCount}, finite. Not modified
     * @throws IllegalArgumentException if their number is another or one is not finite
     */
    Transition withParameters(double[] parameters);

    /**
     * Add ∂L/∂parameters to a gradient, from ∂L/∂A = Σ_t λ_t θ_{t−1}ᵀ restricted to the structure.
     *
     * @param steps T
     * @param adjoints λ_1 … λ_T, [T×D] row-major. Not modified
     * @param before θ_0 … θ_{T−1}, [T×D] row-major. Not modified
     * @param gradient as many numbers as {@link #parameterCount}. Modified: added to
     */
    void accumulateGradient(int steps, double[] adjoints, double[] before, double[] gradient);

    /**
     * Return exp(AΔt): closed forms for identity, diagonal and 2×2 blocks, which keep their structure; by scaling and
     * squaring for the others, which become dense, O(D³).
     *
     * @param dt Δt, in the unit of time of the rates, finite and &gt;= 0
     * @throws IllegalArgumentException if Δt is negative or not finite, or if the exponential overflows
     */
    Transition exponential(double dt);

    /**
     * Return Aⁿ. Identity, diagonal and blocks keep their structure; the others become dense, O(D³ log n).
     *
     * @param n &gt;= 0
     * @throws IllegalArgumentException if n is negative or the power overflows
     */
    Transition power(int n);

    /**
     * Return ρ(A) = max |eigenvalue|: in closed form for identity, diagonal and 2×2 blocks, O(D³) for the others. The
     * recurrence forgets its past where ρ(A) &lt; 1.
     */
    double spectralRadius();

    /**
     * Return a transition of the same structure with ρ(A) &lt;= {@code radius}; this one where that holds already.
     *
     * <p>Diagonal entries are clamped one by one and 2×2 blocks scaled one by one, each to the radius; dense and low-rank
     * matrices are scaled as a whole.
     *
     * @param radius &gt; 0, finite
     * @throws IllegalArgumentException if the radius is not, or if this is the identity and the radius is below 1
     */
    Transition stabilised(double radius);

    /** Return the structure and the shape, for messages: "diagonal 5×5". */
    String describe();
}
