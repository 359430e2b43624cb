package dev.weft.twins.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.twins.Ledger;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.StoreSamples;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresStoreCrashTest extends StoreCrashContract {
    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    private String schema = "";

    @BeforeEach
    void choose() {
        schema = SERVER.newName();
    }

    @Override
    String place() {
        return SERVER.url(schema);
    }

    @Override
    String shown() {
        return SERVER.shown(schema);
    }

    @Override
    boolean isBegun() throws SQLException {
        try (Connection connection = SERVER.connect();
                PreparedStatement select =
                        connection.prepareStatement("SELECT 1 FROM pg_namespace WHERE nspname = ?")) {
            select.setString(1, schema);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    @Override
    JdbcStore openExisting() {
        return JdbcStore.openExistingAt(place());
    }

    @Override
    JdbcStore openToRead() {
        return JdbcStore.readOnlyAt(place());
    }

    /** The server restarts all of itself when one of its processes is killed, and recovers from its log. */
    @Test
    void keepsWhatItAcknowledgedWhenTheServerCrashes() throws Exception {
        PostgresDatabase database = PostgresDatabase.forWriting(PostgresAddress.of(place()));
        List<String> acknowledged = new ArrayList<>();
        try (JdbcStore store = new JdbcStore(database, name -> PostgresStoreTest.anyPrior(name))) {
            acknowledged.add(store.create(StoreSamples.twin("pump"), StoreSamples.created("pump"))
                    .hash());
            for (long version = 1; version <= 40; version++) {
                acknowledged.add(store.append(List.of(StoreSamples.reading("pump", version)))
                        .get(0)
                        .hash());
            }
            killServerProcess(database.connection());
            assertThatThrownBy(() -> store.append(List.of(StoreSamples.reading("pump", 41))))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContainingAll(shown(), "connection to the server was lost");
        }

        List<String> kept = new ArrayList<>();
        try (JdbcStore store = openAgain()) {
            Ledger.of(store).readAllEntries(entry -> kept.add(entry.hash()));
            assertThat(Ledger.of(store).latest("pump").map(LedgerEntry::version))
                    .contains(40L);
            store.append(List.of(StoreSamples.reading("pump", 41)));
        }
        assertThat(kept).isEqualTo(acknowledged);
    }

    private static void killServerProcess(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            assertThat(row.next()).isTrue();
            long pid = row.getLong(1);
            assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
        }
    }

    private JdbcStore openAgain() throws InterruptedException {
        for (int i = 0; ; i++) {
            try {
                return openExisting();
            } catch (StoreException e) {
                // For as long as the server recovers.
                if (i == 200) {
                    throw e;
                }
                Thread.sleep(50);
            }
        }
    }
}
