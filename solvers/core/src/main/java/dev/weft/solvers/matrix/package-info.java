/**
 * Dense products C ← αAB + βC and y ← αAx + βy behind the recurrences, in double and float.
 *
 * <p>Enter at {@link dev.weft.solvers.matrix.MatrixProducts}: it checks shapes and hands the work to one of several
 * {@link dev.weft.solvers.matrix.MatrixBackend}s, chosen by size alone, so that the same call gives the same bits in
 * every run on one machine. Matrices are row-major, EJML's or blocks of plain arrays. Nothing here copies an operand
 * that a backend can read where it lies, and no call allocates once a thread's scratch has grown.
 */
@NullMarked
package dev.weft.solvers.matrix;

import org.jspecify.annotations.NullMarked;
