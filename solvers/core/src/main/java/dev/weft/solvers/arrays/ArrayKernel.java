package dev.weft.solvers.arrays;

/**
 * Evaluate expressions over planes of one precision: a {@link dev.weft.solvers.kernel.Kernel} or a {@link
 * dev.weft.solvers.kernel.FloatKernel}. Thread-safe.
 *
 * @param <A> the array type, {@code double[]} or {@code float[]}
 */
public interface ArrayKernel<A> {
    /** Allocate a scratch array for this kernel's calls; one per thread. */
    A newScratch();

    /**
     * Evaluate all outputs for the lanes from ≤ i &lt; to.
     *
     * @param in planes of the inputs. Not modified
     * @param shared values of the shared inputs. Not modified
     * @param out planes of the outputs; a plane may be one of {@code in}. Modified
     * @param scratch an array from {@link #newScratch} of this kernel. Modified
     * @throws IllegalArgumentException if there are fewer planes, shared values or lanes than needed
     */
    void evaluate(A[] in, A shared, A[] out, int from, int to, A scratch);

    /**
     * Run this kernel until its vector code is compiled and the faster one, as {@link
     * dev.weft.solvers.kernel.Kernel#warmUp} does.
     */
    void warmUp();

    /** Return how many operations one evaluation of a lane performs. */
    int operations();
}
