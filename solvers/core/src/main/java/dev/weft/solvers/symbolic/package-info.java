/**
 * Expression graphs: hash-consed {@link dev.weft.solvers.symbolic.Expr} nodes, their derivatives and
 * their printing. Enter at {@link dev.weft.solvers.symbolic.Expr#symbol}; everything here is immutable
 * and thread-safe.
 */
@NullMarked
package dev.weft.solvers.symbolic;

import org.jspecify.annotations.NullMarked;
