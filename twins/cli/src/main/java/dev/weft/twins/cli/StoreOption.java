package dev.weft.twins.cli;

import dev.weft.sdk.data.DataException;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Offer {@code --store}: a folder, or the URL of a PostgreSQL database. */
final class StoreOption {
    /** Kept, or its level would be forgotten. The driver's failures are told once, in one line, and not by it. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    static {
        DRIVER.setLevel(Level.OFF);
    }

    // Two letters or more: a single one is a drive.
    private static final Pattern ANY_URL = Pattern.compile("(?i)[a-z][a-z0-9+.-]+:.*", Pattern.DOTALL);
    private static final Pattern PLAIN = Pattern.compile("[\\w./:@%+,~-]+");

    @Option(
            names = "--store",
            required = true,
            paramLabel = "DIR|URL",
            description = "The twins' store: a folder, or a schema of a PostgreSQL database, "
                    + "jdbc:postgresql://HOST/DATABASE?user=NAME, in quotes; its password in PGPASSWORD or ~/.pgpass.")
    String store = "";

    /** Open for writing; make it if it is missing. */
    JdbcStore openOrMake() {
        return open(JdbcStore::openIn, JdbcStore::openAt);
    }

    /** Open for writing, if it is there. */
    JdbcStore openExisting() {
        return open(JdbcStore::openExisting, JdbcStore::openExistingAt);
    }

    /** Open for reading, beside a writer. */
    JdbcStore openToRead() {
        return open(JdbcStore::readOnly, JdbcStore::readOnlyAt);
    }

    /** Open for reading, and for asking the process that writes. */
    JdbcStore openToAsk() {
        return open(JdbcStore::toAsk, JdbcStore::toAskAt);
    }

    /** Return the folder; empty if the store is on a server. */
    Optional<Path> folder() {
        return ANY_URL.matcher(store).matches() ? Optional.empty() : Optional.of(Path.of(store));
    }

    private JdbcStore open(Function<Path, JdbcStore> folder, Function<String, JdbcStore> server) {
        if (store.startsWith("jdbc:postgresql:")) {
            return server.apply(store);
        }
        if (ANY_URL.matcher(store).matches()) {
            // Without the text itself, which may hold a password.
            throw new DataException("--store: a URL, expected a folder (./NAME if its name holds a colon) or"
                    + " jdbc:postgresql://HOST:PORT/DATABASE?user=NAME");
        }
        return folder.apply(Path.of(store));
    }

    /** Return a store's place as a shell takes it. */
    static String argument(JdbcStore opened) {
        String place = opened.place();
        return PLAIN.matcher(place).matches() ? place : "'" + place.replace("'", "'\\''") + "'";
    }
}
