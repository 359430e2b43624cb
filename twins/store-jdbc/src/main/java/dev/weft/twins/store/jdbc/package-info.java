/** Keeps twins and their ledger in a relational database; the only place that knows JDBC. */
@NullMarked
package dev.weft.twins.store.jdbc;

import org.jspecify.annotations.NullMarked;
