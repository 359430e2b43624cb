/**
 * What sensors, cables, gateways and clocks do to readings: faults as values that are put into a copy of measured readings, to
 * see what becomes of a twin. Enter at {@link dev.weft.twins.fault.Fault}.
 */
@NullMarked
package dev.weft.twins.fault;

import org.jspecify.annotations.NullMarked;
