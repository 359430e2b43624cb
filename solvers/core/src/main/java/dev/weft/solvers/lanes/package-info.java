/**
 * Arithmetic on one lane value or many, from which elementary functions are built once for every generator of
 * kernels. Enter at {@link dev.weft.solvers.lanes.LaneArithmetic}.
 */
@NullMarked
package dev.weft.solvers.lanes;

import org.jspecify.annotations.NullMarked;
