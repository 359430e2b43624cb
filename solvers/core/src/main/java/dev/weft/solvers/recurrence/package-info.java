/**
 * Linear recurrences over weight vectors, θ_t = A θ_{t−1} + B v_t, where v_t is what came in: in WARP the difference of
 * two inputs, in a filter the surprise.
 *
 * <p>A is a {@link dev.weft.solvers.recurrence.Transition}, which knows its structure and what it allows: cheaper
 * products, closed forms of exp(ΛΔt), of the spectral radius and of the projection to a stable set. Enter at {@link
 * dev.weft.solvers.recurrence.LinearRecurrence} for one twin, {@link dev.weft.solvers.recurrence.SequenceMethod} for
 * whole sequences (three ways that agree to rounding), {@link dev.weft.solvers.recurrence.RecurrenceAdjoint} for
 * gradients, {@link dev.weft.solvers.recurrence.PlaneStepper} and {@link dev.weft.solvers.recurrence.RowStepper} for
 * many twins at once.
 */
@NullMarked
package dev.weft.solvers.recurrence;

import org.jspecify.annotations.NullMarked;
