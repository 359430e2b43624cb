/**
 * Try on measured data what faults of sensors do to a twin, with its gate and without. Enter at
 * {@link dev.weft.twins.drill.Drill}.
 */
@NullMarked
package dev.weft.twins.drill;

import org.jspecify.annotations.NullMarked;
