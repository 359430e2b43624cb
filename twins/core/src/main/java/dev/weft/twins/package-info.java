/** Operates live twins: quality gate, step, policy, ledger. */
@NullMarked
package dev.weft.twins;

import org.jspecify.annotations.NullMarked;
