/**
 * Ordinary differential equations written as expressions and integrated by Hipparchus. Enter at {@link
 * dev.weft.solvers.ode.OdeSystem}; {@link dev.weft.solvers.ode.OdeFlow} advances one trajectory,
 * with sensitivities where asked.
 */
@NullMarked
package dev.weft.solvers.ode;

import org.jspecify.annotations.NullMarked;
