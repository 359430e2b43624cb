/**
 * Ordinary differential equations written as expressions, compiled and integrated.
 *
 * <p>Enter at {@link dev.weft.solvers.ode.OdeSystem}. {@link dev.weft.solvers.ode.OdeSolver} solves one trajectory on a
 * grid of times, by any integrator of Hipparchus, with events and forward sensitivities
 * ({@link dev.weft.solvers.ode.IntegratorFactory} names the usual ones, stiff ones among them); {@link
 * dev.weft.solvers.ode.AdjointSensitivities} differentiates a loss along it; {@link dev.weft.solvers.ode.OdeFlow}
 * advances one sampling interval without allocation, with sensitivities where asked. Many trajectories at once are the
 * business of {@code dev.weft.solvers.fleet}.
 */
@NullMarked
package dev.weft.solvers.ode;

import org.jspecify.annotations.NullMarked;
