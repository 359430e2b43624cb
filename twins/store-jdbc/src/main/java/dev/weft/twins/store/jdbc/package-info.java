/**
 * Twins and their ledger in a database: enter at {@link dev.weft.twins.store.jdbc.JdbcStore}.
 *
 * <p>What is particular to SQLite, its files, locks and error codes, is in {@code SqliteDatabase} and {@code
 * SqliteProblem}; the statements of the others are plain SQL, and the schema's scripts leave two names of types open.
 */
@NullMarked
package dev.weft.twins.store.jdbc;

import org.jspecify.annotations.NullMarked;
