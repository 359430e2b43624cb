/**
 * Live twins: enter at {@link dev.weft.twins.Twin} for one machine and at {@link dev.weft.twins.Fleet} for many.
 *
 * <p>A reading passes the guard, moves the weights within a policy, and becomes an entry of the ledger before anyone
 * is told of it. Forecasts never change anything.
 */
@NullMarked
package dev.weft.twins;

import org.jspecify.annotations.NullMarked;
