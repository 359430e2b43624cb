package dev.weft.twins.store.jdbc;

import dev.weft.twins.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Hold a store's one connection and what is particular to the database behind it. All else in this package is plain
 * SQL.
 */
interface Database extends AutoCloseable {
    /** Return where it is, as messages name it; never with a password. */
    String place();

    Connection connection();

    /** What a store was opened for. */
    enum Access {
        /** Reading, beside a writer. */
        READ,
        /** Reading, and asking the writer for something. */
        ASK,
        /** Writing, alone. */
        WRITE
    }

    Access access();

    /** Begin a transaction that may write. */
    void begin() throws SQLException;

    /** Keep what the transaction wrote: it survives a power cut when this returns. */
    void commit() throws SQLException;

    /** Take back what the transaction wrote, if one is open. */
    void rollback();

    /** Say in one line what the database reported, and what to do about it. */
    StoreException explain(SQLException e);

    /** Return the names of the tables that are there, in the store's part of the database. */
    Set<String> tables() throws SQLException;

    /** Return what the scripts of the schema leave open: the types {@code key} and {@code bytes}. */
    Map<String, String> types();

    /** Tell Flyway how to connect, and where the tables go. */
    FluentConfiguration describedTo(FluentConfiguration flyway);

    /** Return what to do where this place is taken: a part of a sentence. */
    String elsewhere();

    /** Return a text as a column keeps it: any text comes back as it was. */
    default String toColumn(String text) {
        return text;
    }

    /**
     * Read what {@link #toColumn} returned.
     *
     * @throws IllegalArgumentException if it cannot have returned this
     */
    default String fromColumn(String column) {
        return column;
    }

    /**
     * Check the database's own structures, where it can; what entries say is for the chain to check. Reads all of it.
     *
     * @throws StoreException if something was damaged
     */
    default void requireSound() throws SQLException {}

    /** Close the connection and let the next writer in. */
    @Override
    void close();
}
