/** The contract for keeping twins and their ledger; {@link dev.weft.twins.store.MemoryStore} is the one without files. */
@NullMarked
package dev.weft.twins.store;

import org.jspecify.annotations.NullMarked;
