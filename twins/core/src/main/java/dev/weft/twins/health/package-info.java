/**
 * How well a twin does, why it says what it says, and how long a drifting parameter has left: read from the ledger and the
 * weights, changing neither. Enter at {@link dev.weft.twins.health.HealthCheck} and {@link
 * dev.weft.twins.health.Explanation}.
 */
@NullMarked
package dev.weft.twins.health;

import org.jspecify.annotations.NullMarked;
