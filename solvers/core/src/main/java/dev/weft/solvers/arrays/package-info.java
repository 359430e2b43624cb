/**
 * Bulk arithmetic on arrays that is written once for double and float: copies, scaled sums, products, kernels.
 *
 * <p>An algorithm that lives on whole arrays (training steps batches of 100,000 weights) takes a {@link
 * dev.weft.solvers.arrays.RealArrays} and names its arrays {@code A}. Its loops run inside, in lanes where the vector
 * module is there. Enter at {@link dev.weft.solvers.arrays.RealArrays#of}.
 */
@NullMarked
package dev.weft.solvers.arrays;

import org.jspecify.annotations.NullMarked;
