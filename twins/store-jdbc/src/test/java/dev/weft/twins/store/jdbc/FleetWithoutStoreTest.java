package dev.weft.twins.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.priors.PriorCatalogue;
import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.twins.Fleet;
import dev.weft.twins.Twin;
import dev.weft.twins.audit.LedgerAudit;
import dev.weft.twins.store.MemoryStore;
import dev.weft.twins.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that cannot write: the fleet says why, is as before, and goes on when it can. */
class FleetWithoutStoreTest {
    private static final int TWINS = 40;

    /** Most twins share one and are written down in columns; the last ones move by themselves, with entries of their own. */
    private static final List<MassSpringDamper> PRIORS =
            Stream.generate(MassSpringDamper::new).limit(5).toList();

    @TempDir
    private Path folder;

    private static void make(Fleet fleet) {
        for (int k = 0; k < TWINS; k++) {
            MassSpringDamper prior = PRIORS.get(Math.max(0, PRIORS.size() - TWINS + k));
            fleet.twin(FleetProgram.id(k), Twin.of(prior, Duration.ofMillis(50)));
        }
    }

    private static List<Fleet.Item> batch(int batch) {
        List<Fleet.Item> items = new ArrayList<>();
        for (int k = 0; k < TWINS; k++) {
            items.add(new Fleet.Item(FleetProgram.id(k), FleetProgram.reading(k, batch)));
        }
        return items;
    }

    private static List<String> known(Fleet fleet) {
        return fleet.twins().stream()
                .map(t -> t.version() + " "
                        + HexFormat.of().formatHex(t.snapshot().toBytes()))
                .toList();
    }

    /** What a fleet knows that nothing ever got in the way of. */
    private static List<String> undisturbed(int batches) {
        Fleet fleet = new Fleet(new MemoryStore());
        make(fleet);
        for (int i = 0; i < batches; i++) {
            fleet.update(batch(i));
        }
        return known(fleet);
    }

    @Test
    void goesOnWhenTheDiskHasSpaceAgain() throws SQLException {
        SqliteDatabase database = SqliteDatabase.forWriting(folder);
        try (JdbcStore store = new JdbcStore(database, PriorCatalogue.load()::find);
                Statement statement = database.connection().createStatement()) {
            Fleet fleet = new Fleet(store);
            make(fleet);
            fleet.update(batch(0));
            List<String> before = known(fleet);
            // SQLite reports a database that may not grow any more as it does a full disk: the least it accepts is its
            // size.
            statement.execute("PRAGMA max_page_count = 1");

            int kept = 0;
            StoreException full = null;
            for (int i = 1; i < 50 && full == null; i++) {
                try {
                    fleet.update(batch(i));
                    before = known(fleet);
                    kept = i;
                } catch (StoreException e) {
                    full = e;
                }
            }

            assertThat(full).hasMessageContainingAll(folder.toString(), "the disk is full", "free some space");
            assertThat(known(fleet)).isEqualTo(before).isEqualTo(undisturbed(kept + 1));
            statement.execute("PRAGMA max_page_count = 1000000");
            fleet.update(batch(kept + 1));
            assertThat(known(fleet)).isEqualTo(undisturbed(kept + 2));
            assertThat(LedgerAudit.of(store, List.of(), List.of()).findings()).isEmpty();
        }
    }

    @Test
    void goesOnWhenTheLockIsGone() throws SQLException {
        SqliteDatabase database = SqliteDatabase.forWriting(folder);
        try (JdbcStore store = new JdbcStore(database, PriorCatalogue.load()::find);
                Statement statement = database.connection().createStatement()) {
            Fleet fleet = new Fleet(store);
            make(fleet);
            fleet.update(batch(0));
            List<String> before = known(fleet);
            statement.execute("PRAGMA busy_timeout = 1");
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(SqliteDatabase.FILE));
                    Statement hold = other.createStatement()) {
                hold.execute("BEGIN IMMEDIATE");

                assertThatThrownBy(() -> fleet.update(batch(1)))
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("stays locked by another program; close that program and try again");
                assertThatThrownBy(() -> fleet.twins().get(0).update(FleetProgram.reading(0, 1)))
                        .isInstanceOf(StoreException.class);
                assertThat(known(fleet)).isEqualTo(before);
            }

            fleet.update(batch(1));
            assertThat(known(fleet)).isEqualTo(undisturbed(2));
        }
    }
}
