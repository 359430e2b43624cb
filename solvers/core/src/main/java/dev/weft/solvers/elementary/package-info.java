/**
 * Elementary functions written once in lane operations, for every generator of kernels and both precisions. Enter
 * at {@link dev.weft.solvers.elementary.Elementary}.
 */
@NullMarked
package dev.weft.solvers.elementary;

import org.jspecify.annotations.NullMarked;
