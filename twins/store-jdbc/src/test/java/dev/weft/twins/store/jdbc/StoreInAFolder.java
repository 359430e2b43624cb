package dev.weft.twins.store.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.twins.Ledger;
import dev.weft.twins.ledger.LedgerChain;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.StoreSamples;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.io.TempDir;

/** A folder for a store of one twin, and what tests do to it. */
abstract class StoreInAFolder {
    @TempDir
    Path folder;

    static void write(JdbcStore store, long from, long to) {
        store.append(LongStream.rangeClosed(from, to)
                .mapToObj(v -> StoreSamples.reading("pump", v))
                .toList());
    }

    void makeStore(long entries) {
        try (JdbcStore store = JdbcStore.openIn(folder)) {
            store.create(StoreSamples.twin("pump"), StoreSamples.created("pump"));
            write(store, 1, entries - 1);
        }
    }

    void sql(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("weft.db"));
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    /** Returns the position of the first entry that does not follow, 0 if all do. */
    long firstBroken() {
        LedgerChain chain = new LedgerChain(0, LedgerChain.GENESIS);
        List<Long> broken = new ArrayList<>();
        try (JdbcStore store = JdbcStore.readOnly(folder)) {
            Ledger.of(store).readAllEntries(entry -> {
                if (!chain.accepts(entry)) {
                    broken.add(entry.sequence());
                }
            });
        }
        return broken.isEmpty() ? 0 : broken.get(0);
    }

    static void assertRefused(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call)
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(parts)
                .message()
                .doesNotContain("\n");
    }
}
