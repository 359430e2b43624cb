/**
 * Look inside models whose memory is their weights: which directions θ moves in, and which weights moved when.
 *
 * <p>A {@link dev.weft.sdk.inspect.WeightTrajectory} is θ over time with names; it does not say which model it came
 * from. {@link dev.weft.sdk.inspect.PrincipalComponents} finds the few directions that explain most of the movement,
 * {@link dev.weft.sdk.inspect.WeightMovement} the steps at which much more happened than usual.
 * {@link dev.weft.sdk.inspect.TransitionModes} tells how long a transition remembers, whatever series it is run over.
 */
@NullMarked
package dev.weft.sdk.inspect;

import org.jspecify.annotations.NullMarked;
