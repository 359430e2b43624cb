/**
 * Twins and their ledger in a database: enter at {@link dev.weft.twins.store.jdbc.JdbcStore}.
 *
 * <p>What is particular to a database is behind {@code Database}: SQLite's files, locks and error codes in {@code
 * SqliteDatabase} and {@code SqliteProblem}, those of a server in {@code PostgresAddress}, {@code PostgresDatabase} and
 * {@code PostgresProblem}. All other statements are plain SQL, and the schema's scripts leave two names of types open.
 */
@NullMarked
package dev.weft.twins.store.jdbc;

import org.jspecify.annotations.NullMarked;
