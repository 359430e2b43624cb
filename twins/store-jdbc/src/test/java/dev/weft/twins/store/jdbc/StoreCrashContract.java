package dev.weft.twins.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.twins.Ledger;
import dev.weft.twins.ledger.LedgerChain;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.store.StoreSamples;
import dev.weft.twins.store.TwinStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kills writing processes: what they were told was kept is kept. Each database has a test that extends this. */
abstract class StoreCrashContract {
    /** Return where the store of this test is, which does not exist yet: a folder or a URL. */
    abstract String place();

    /** Return how messages name it. */
    abstract String shown();

    /** Tell whether something of the store is there: a process has begun to make it. */
    abstract boolean isBegun() throws Exception;

    private JdbcStore open() {
        return WritingProcess.open(place());
    }

    abstract JdbcStore openExisting();

    abstract JdbcStore openToRead();

    @RepeatedTest(4)
    void keepsWhatItAcknowledged() throws Exception {
        int patience = ThreadLocalRandom.current().nextInt(1, 60);
        long moment = ThreadLocalRandom.current().nextLong(3_000_000);
        List<String> acknowledged = new ArrayList<>();
        try (WritingProcess child = new WritingProcess(place())) {
            assertThat(child.readLine()).isEqualTo(WritingProcess.BEGIN);
            for (int i = 0; i < patience; i++) {
                acknowledged.add(child.readLine());
            }
            // Anywhere in an append, not only just after one.
            for (long end = System.nanoTime() + moment; System.nanoTime() < end; ) {
                Thread.onSpinWait();
            }
            acknowledged.addAll(child.kill());
        }
        // The last line may be cut off where the process was.
        String last = acknowledged.get(acknowledged.size() - 1);
        if (!last.matches("\\d+ [0-9a-f]{64}")) {
            acknowledged.remove(acknowledged.size() - 1);
        }

        // A reader first, who must find the way through the log that the writer left.
        try (JdbcStore store = openToRead()) {
            assertKept(store, acknowledged);
        }
        try (JdbcStore store = openExisting()) {
            assertKept(store, acknowledged);
            long next = Ledger.of(store).latest("fan").orElseThrow().version() + 1;
            store.append(List.of(StoreSamples.reading("fan", next)));
            assertChainHolds(store);
        }
    }

    private static void assertKept(TwinStore store, List<String> acknowledged) {
        Map<Long, String> kept = new HashMap<>();
        Ledger.of(store).readAllEntries(entry -> kept.put(entry.sequence(), entry.hash()));
        assertThat(acknowledged).isNotEmpty().allSatisfy(line -> {
            String[] parts = line.split(" ");
            assertThat(kept).containsEntry(Long.parseLong(parts[0]), parts[1]);
        });
        // All of a batch or none of it: every twin is at the same version.
        assertThat(WritingProcess.TWINS)
                .extracting(id -> Ledger.of(store).latest(id).orElseThrow().version())
                .containsOnly((kept.size() - WritingProcess.TWINS.size()) / (long) WritingProcess.TWINS.size());
        assertChainHolds(store);
    }

    private static void assertChainHolds(TwinStore store) {
        LedgerChain chain = new LedgerChain(0, LedgerChain.GENESIS);
        List<LedgerEntry> entries = new ArrayList<>();
        Ledger.of(store).readAllEntries(entries::add);
        assertThat(entries).allMatch(chain::accepts);
    }

    /** Wherever in its start the process is met, the store can be used afterwards. */
    @Timeout(60)
    @ParameterizedTest
    @ValueSource(ints = {0, 10, 40, 100, 200})
    void survivesACrashWhileItIsMade(int milliseconds) throws Exception {
        try (WritingProcess child = new WritingProcess(place())) {
            child.readLine();
            while (!isBegun()) {
                Thread.onSpinWait();
            }
            Thread.sleep(milliseconds);
            child.kill();
        }

        try (JdbcStore store = open()) {
            List<String> ids = store.ids();
            assertThat(ids).isEqualTo(WritingProcess.TWINS.subList(0, ids.size()));
            assertThat(ids).allMatch(id -> Ledger.of(store).latest(id).isPresent());
            store.create(StoreSamples.twin("new"), StoreSamples.created("new"));
            assertChainHolds(store);
        }
    }

    @Test
    void refusesASecondProcessUntilTheFirstIsGone() throws Exception {
        try (JdbcStore store = open();
                WritingProcess child = new WritingProcess(place())) {
            assertThat(child.readLine()).isEqualTo(WritingProcess.BEGIN);
            assertThat(child.readLine())
                    .isEqualTo(WritingProcess.REFUSED + "store " + shown()
                            + " is in use by another weft process; stop it first");
            assertThat(store.ids()).isEmpty();
        }
        try (WritingProcess child = new WritingProcess(place())) {
            assertThat(child.readLine()).isEqualTo(WritingProcess.BEGIN);
            assertThat(child.readLine()).matches("\\d+ [0-9a-f]{64}");
        }
    }

    @Test
    void readsBesideAWritingProcess() throws Exception {
        try (WritingProcess child = new WritingProcess(place())) {
            child.readLine();
            child.readLine();
            try (JdbcStore reader = openToRead()) {
                long before = Ledger.of(reader).latest("valve").orElseThrow().version();
                String line = child.readLine();
                for (int i = 0; i < 20; i++) {
                    line = child.readLine();
                }
                String hash = line.split(" ")[1];

                assertThat(Ledger.of(reader).latest("valve").orElseThrow().version())
                        .isGreaterThan(before);
                List<String> hashes = new ArrayList<>();
                Ledger.of(reader).readAllEntries(entry -> hashes.add(entry.hash()));
                assertThat(hashes).contains(hash);
                assertChainHolds(reader);
            }
        }
    }
}
