/**
 * Estimation: bounded quantities in unconstrained coordinates, batch least squares with several starts,
 * and the Kalman update. Enter at {@link dev.weft.solvers.estimation.OutputErrorProblem} for batch
 * calibration and at {@link dev.weft.solvers.estimation.KalmanUpdate} for the recursive one.
 */
@NullMarked
package dev.weft.solvers.estimation;

import org.jspecify.annotations.NullMarked;
