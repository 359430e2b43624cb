package dev.weft.solvers.kernel;

import dev.weft.solvers.lanes.VectorModule;

/**
 * Choose how a kernel runs.
 *
 * <p>VECTOR and SCALAR run the same program and agree bit for bit. INTERPRETER walks the expressions with StrictMath:
 * it rounds after every operation and may differ in the last bits.
 */
public enum Generator {
    /** Code over vectors of {@code jdk.incubator.vector}, of the width that the machine prefers. */
    VECTOR,
    /** Code in plain Java's bytecode. */
    SCALAR,
    /** No code: the graph is walked, node by node. */
    INTERPRETER;

    /** Return the fastest one that this JVM can run: VECTOR if it was started with the module, else SCALAR. */
    public static Generator best() {
        return VectorModule.present() ? VECTOR : SCALAR;
    }
}
