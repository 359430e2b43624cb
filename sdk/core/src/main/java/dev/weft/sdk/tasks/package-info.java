/**
 * The four tasks that weight-space models are published on, generated as the paper's data were: the same equations, the
 * same random numbers in the same order, the same integrator with its own error.
 *
 * <p>Enter at {@link dev.weft.sdk.tasks.PublishedTask}, which generates trajectories and tells the facts, and at
 * {@link dev.weft.sdk.tasks.TaskScorer}, which scores predictions as the paper does.
 *
 * <p>Rules: data are in physical units; who trains in others converts with the task's {@link dev.weft.sdk.warp.Scaling}. The
 * same task is the same numbers on every machine. Agreement with SciPy is within rounding, so the integrator here is a
 * part of the data and no tool: to solve equations, use {@code dev.weft.solvers.ode}.
 *
 * <p>Source: R. D. Nzoyem et al., "Weight-Space Linear Recurrent Neural Networks", arXiv 2506.01153, 2026.
 */
@NullMarked
package dev.weft.sdk.tasks;

import org.jspecify.annotations.NullMarked;
