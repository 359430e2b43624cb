package dev.weft.solvers.kernel;

/** Run a program on floats: what a {@link Generator} makes for a {@link FloatKernel}. Stateless and thread-safe. */
interface FloatCode {
    /** Evaluate one lane; see {@link FloatKernel#evaluate(float[], float[], float[])}. */
    void single(float[] in, float[] out, float[] scratch);

    /**
     * Evaluate the lanes from ≤ i &lt; to, not more of them than a tile has.
     *
     * @param scratchBase the lane that owns the first place of the scratch
     */
    void lanes(float[][] in, float[] shared, float[][] out, float[] scratch, int from, int to, int scratchBase);

    /** Evaluate lanes as {@link #lanes} does, one by one: for so few that vectors are not worth their start. */
    void fewLanes(float[][] in, float[] shared, float[][] out, float[] scratch, int from, int to, int scratchBase);
}
