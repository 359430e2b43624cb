package dev.weft.twins.store.jdbc;

import dev.weft.twins.store.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Say in one line what SQLite's error codes mean for a store, and what to do about it. */
final class SqliteProblem {
    private static final int CORRUPT = 11;
    private static final int NO_DATABASE = 26;

    private SqliteProblem() {}

    /** Wrap what SQLite reported while a store in {@code folder} was used. */
    static StoreException in(Path folder, SQLException e) {
        String message = "store " + folder + ": " + text(folder.resolve(SqliteDatabase.FILE), e);
        int code = code(e);
        return code == CORRUPT || code == NO_DATABASE
                ? StoreException.damaged(message, e)
                : new StoreException(message, e);
    }

    private static SQLiteErrorCode result(SQLException e) {
        return e instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
    }

    /** The low byte is the primary code, the rest says where it arose. */
    private static int code(SQLException e) {
        return result(e).code & 0xff;
    }

    private static String text(Path file, SQLException e) {
        return switch (code(e)) {
            case 5, 6 -> "the database stays locked by another program; close that program and try again";
            case 8 -> "the database may only be read; allow writing to " + file + " and its folder";
            case 10 ->
                "the disk failed while reading or writing " + file + " ("
                        + result(e).name() + "); check the disk and the file system";
            case CORRUPT -> "the database " + file + " is damaged; restore it from a copy";
            case 13 ->
                "the disk is full; what was recorded before stays, the last batch was not kept; free some space and"
                        + " try again";
            case 14 -> "the database " + file + " cannot be opened; check its and its folder's permissions";
            case NO_DATABASE -> file + " is not a SQLite database; choose another folder, or restore it from a copy";
            default ->
                "the database refused: "
                        + String.valueOf(root(e).getMessage())
                                .lines()
                                .findFirst()
                                .orElse("");
        };
    }

    /** The driver's own message is often only that something went wrong. */
    private static Throwable root(Throwable e) {
        Throwable cause = e.getCause();
        return cause == null || cause == e || cause.getMessage() == null ? e : root(cause);
    }
}
