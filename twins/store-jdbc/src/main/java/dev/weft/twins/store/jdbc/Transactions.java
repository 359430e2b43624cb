package dev.weft.twins.store.jdbc;

import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.jdbc.Database.Access;
import java.sql.Connection;
import java.sql.SQLException;

/** Read from an open database, and write to it all or nothing. Not thread-safe: the store's lock guards it. */
final class Transactions implements AutoCloseable {
    private final Database database;
    private boolean closed;

    /** What is done with the connection. */
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    Transactions(Database database) {
        this.database = database;
    }

    /**
     * Read.
     *
     * @throws StoreException if the store is closed or the database refuses
     */
    <T> T read(Work<T> work) {
        try {
            return work.with(open());
        } catch (SQLException e) {
            throw database.explain(e);
        }
    }

    /**
     * Do something in one transaction.
     *
     * @param undo called if nothing of it is kept
     * @throws StoreException if the store is closed or not open for writing, or the database refuses
     */
    <T> T write(Work<T> work, Runnable undo) {
        return write(work, undo, Access.WRITE);
    }

    /**
     * Ask for something in one transaction, beside the writer or as the writer.
     *
     * @throws StoreException if the store is closed or for reading only, or the database refuses
     */
    <T> T ask(Work<T> work) {
        return write(work, () -> {}, Access.ASK);
    }

    private <T> T write(Work<T> work, Runnable undo, Access least) {
        Connection connection = open();
        if (database.access().compareTo(least) < 0) {
            throw new StoreException("store " + database.place() + " is open for reading only");
        }
        boolean done = false;
        try {
            database.begin();
            T result = work.with(connection);
            database.commit();
            done = true;
            return result;
        } catch (SQLException e) {
            throw database.explain(e);
        } finally {
            if (!done) {
                undo.run();
                database.rollback();
            }
        }
    }

    private Connection open() {
        if (closed) {
            throw new StoreException("store " + database.place() + " is closed, expected an open one");
        }
        return database.connection();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            database.close();
        }
    }
}
