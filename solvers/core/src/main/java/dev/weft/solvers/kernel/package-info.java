/**
 * Evaluation of expression graphs on numbers, many lanes at a time, by code made for them. Enter at {@link
 * dev.weft.solvers.kernel.Kernel} or, in single precision, {@link dev.weft.solvers.kernel.FloatKernel}.
 *
 * <p>The way of a graph: {@code KernelSource} (what shall be computed), {@code Lowering} (expressions to instructions on
 * lanes), {@code LaneProgram}, {@code Pieces} (what fits into a method), {@code LaneClass} (bytecode, by {@code
 * ScalarCode} and {@code VectorCode}), {@code LaneCode} (loaded). {@code Interpreter} is the oracle of the tests.
 */
@NullMarked
package dev.weft.solvers.kernel;

import org.jspecify.annotations.NullMarked;
