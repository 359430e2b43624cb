package dev.weft.solvers.kernel;

/** Run a program on doubles: what a {@link Generator} makes for a {@link Kernel}. Stateless and thread-safe. */
interface DoubleCode {
    /** Evaluate one lane; see {@link Kernel#evaluate(double[], double[], double[])}. */
    void single(double[] in, double[] out, double[] scratch);

    /**
     * Evaluate the lanes from ≤ i &lt; to, not more of them than a tile has.
     *
     * @param scratchBase the lane that owns the first place of the scratch
     */
    void lanes(double[][] in, double[] shared, double[][] out, double[] scratch, int from, int to, int scratchBase);

    /** Evaluate lanes as {@link #lanes} does, one by one: for so few that vectors are not worth their start. */
    void fewLanes(double[][] in, double[] shared, double[][] out, double[] scratch, int from, int to, int scratchBase);
}
