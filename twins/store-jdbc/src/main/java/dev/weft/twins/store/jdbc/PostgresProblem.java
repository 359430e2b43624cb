package dev.weft.twins.store.jdbc;

import dev.weft.twins.store.StoreException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Say in one line what PostgreSQL's error codes mean for a store, and what to do about it.
 *
 * <p>Source: PostgreSQL, "PostgreSQL Error Codes", appendix A, https://www.postgresql.org/docs/current/errcodes-appendix.html.
 */
final class PostgresProblem {
    /** The server ended the session: by its administrator, in a crash, or for a timeout of its own. */
    private static final Set<String> ENDED = Set.of("57P01", "57P02", "57P05", "25P03", "25P04");

    private PostgresProblem() {}

    /** Wrap what was reported while connecting. */
    static StoreException connecting(PostgresAddress address, SQLException e) {
        return problem(address, connectingText(address, e), e);
    }

    /** Wrap what was reported while a store was used. */
    static StoreException using(PostgresAddress address, SQLException e) {
        return problem(address, isLoss(e) ? lossText("the last batch was not kept") : usingText(e), e);
    }

    /** Wrap the loss of the connection while a transaction was being kept: the answer is what was lost. */
    static StoreException committing(PostgresAddress address, SQLException e) {
        return problem(address, lossText("whether the last batch was kept shows then"), e);
    }

    private static StoreException problem(PostgresAddress address, String text, SQLException e) {
        return new StoreException("store " + address.url() + ": " + text, e);
    }

    private static String lossText(String batch) {
        return "the connection to the server was lost; what was recorded before stays; start again once the server"
                + " answers: " + batch;
    }

    /** Tell whether the connection is gone: classes 08 and what ends a session. */
    static boolean isLoss(SQLException e) {
        String state = state(e);
        return state.startsWith("08") || ENDED.contains(state);
    }

    private static String connectingText(PostgresAddress address, SQLException e) {
        String state = state(e);
        if (root(e) instanceof UnknownHostException) {
            return "there is no such host; correct the URL";
        }
        return switch (state) {
            case "28P01" -> "the password of user " + address.user() + " is wrong; set PGPASSWORD, or mend ~/.pgpass";
            case "28000" ->
                "the server does not let user " + address.user() + " in: " + said(e)
                        + "; name another with user=, or have its pg_hba.conf changed";
            case "3D000" -> "there is no such database; make one with createdb, or correct the URL";
            case "53300" -> "the server has no connection left; close others, or have max_connections raised";
            case "57P03" -> "the server is starting or stopping; try again in a moment";
            case "08001" ->
                root(e) instanceof IOException
                        ? "no server answers there; start it, or correct host and port"
                        : failure(e);
            case "08004" ->
                address.properties().containsKey("password")
                        ? "the server refused the connection: " + said(e)
                        : "the server wants a password of user " + address.user()
                                + " and there is none; set PGPASSWORD, or" + " put it into ~/.pgpass";
            default -> reported(e).isPresent() ? usingText(e) : failure(e);
        };
    }

    private static String failure(SQLException e) {
        return "the connection failed: " + said(e) + "; check the parameters of the URL";
    }

    private static String usingText(SQLException e) {
        String state = state(e);
        return switch (state) {
            case "23505", "23503" -> "another program wrote to it; keep others from its schema";
            case "25006" ->
                "the server takes no writes (a standby, or one that was set to read only); write to the primary one";
            case "42501" ->
                "the role may not do that: " + said(e)
                        + "; have it granted, or connect as the role that owns the store";
            case "53100" ->
                "the server's disk is full; what was recorded before stays, the last batch was not kept; free some space"
                        + " and try again";
            case "53200" -> "the server is out of memory; the last batch was not kept; try again";
            case "55P03", "40P01" -> "the tables stay locked by another session; end that session and try again";
            case "57014" ->
                "the server cancelled a statement: " + said(e) + "; try again, or raise its statement_timeout";
            case "58030" -> "the server's disk failed: " + said(e) + "; check the disk and its file system";
            case "XX001", "XX002" -> "the database is damaged: " + said(e) + "; restore it from a copy";
            default -> "the database refused: " + said(e);
        };
    }

    /** What the server said, else the driver; the server's own words do not hold what was sent. */
    private static String said(SQLException e) {
        ServerErrorMessage server =
                reported(e).map(PSQLException::getServerErrorMessage).orElse(null);
        String message = server == null || server.getMessage() == null ? root(e).getMessage() : server.getMessage();
        return String.valueOf(message).lines().findFirst().orElse("");
    }

    /** A batch wraps what the server reported. */
    private static Optional<PSQLException> reported(SQLException e) {
        for (SQLException next = e; next != null; next = next.getNextException()) {
            for (Throwable cause = next; cause != null; cause = cause.getCause()) {
                if (cause instanceof PSQLException found && found.getServerErrorMessage() != null) {
                    return Optional.of(found);
                }
            }
        }
        return Optional.empty();
    }

    private static String state(SQLException e) {
        @Nullable String state = reported(e).map(SQLException::getSQLState).orElse(e.getSQLState());
        return state == null ? "" : state;
    }

    private static Throwable root(Throwable e) {
        Throwable cause = e.getCause();
        return cause == null || cause == e || cause.getMessage() == null ? e : root(cause);
    }
}
