/**
 * The BLAS library of the operating system as a {@link dev.weft.solvers.matrix.MatrixBackend}, through netlib's JNI
 * bridge. Found with {@link java.util.ServiceLoader} when this module is on the class path; nothing is called from
 * here directly. Where no library can be loaded the backend says so and why, and others do the work.
 */
@NullMarked
package dev.weft.solvers.blas;

import org.jspecify.annotations.NullMarked;
