/**
 * Expression graphs: hash-consed {@link dev.weft.solvers.symbolic.Expr} nodes and what is done with them as
 * graphs.
 *
 * <p>Enter at {@link dev.weft.solvers.symbolic.Expr#symbol}.
 *
 * <ul>
 *   <li>{@link dev.weft.solvers.symbolic.Derivative}: gradients, Jacobians and products with them, as
 *       expressions again.
 *   <li>{@link dev.weft.solvers.symbolic.Substitution}: expressions in place of symbols, such as the stages of
 *       a Runge–Kutta step.
 *   <li>{@link dev.weft.solvers.symbolic.TopologicalOrder}, {@link dev.weft.solvers.symbolic.Symbols}: what a
 *       graph contains.
 *   <li>{@link dev.weft.solvers.symbolic.ExprText}, {@link dev.weft.solvers.symbolic.ExprLatex}: printing.
 * </ul>
 *
 * <p>Expressions are field elements of Hipparchus
 * ({@link dev.weft.solvers.symbolic.ExprField}): code written for any field runs on them and leaves a graph.
 *
 * <p>Rules: a simplification never changes a value, bit by bit, NaN and signed zeros included. A node keeps
 * the order in which its operands were first written. Nothing here recurses over a graph. Everything is
 * immutable and thread-safe, except where a class says otherwise.
 */
@NullMarked
package dev.weft.solvers.symbolic;

import org.jspecify.annotations.NullMarked;
