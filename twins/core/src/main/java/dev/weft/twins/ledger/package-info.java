/** The append-only, hash-chained record of everything that happened to twins. */
@NullMarked
package dev.weft.twins.ledger;

import org.jspecify.annotations.NullMarked;
