package dev.weft.twins.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.twins.Fleet;
import dev.weft.twins.Ledger;
import dev.weft.twins.Twin;
import dev.weft.twins.audit.AuditReport;
import dev.weft.twins.audit.LedgerAudit;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerLink;
import dev.weft.twins.ledger.LedgerStep;
import dev.weft.twins.store.MemoryStore;
import dev.weft.twins.store.TwinStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a program with a thousand twins twenty times, wherever it is. What it was told was kept is kept, the ledger holds, and in
 * the end every twin is what it would be without a kill, bit for bit.
 */
class KilledFleetTest {
    private static final int KILLS = 20;

    @TempDir
    private Path folder;

    private final Random random = new Random();
    private int acknowledged;

    @Timeout(600)
    @Test
    void endsAsIfNobodyHadKilledIt() throws Exception {
        int lives = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            lives += live(kill) ? 1 : 0;
            assertKept();
        }
        assertThat(lives).as("times it was killed while it took readings").isGreaterThan(KILLS / 2);

        try (JdbcStore store = JdbcStore.openIn(folder)) {
            FleetProgram.run(FleetProgram.fleet(store), batch -> {});
            MemoryStore undisturbed = new MemoryStore();
            Fleet fleet = FleetProgram.fleet(undisturbed);
            FleetProgram.run(fleet, batch -> {});

            for (Twin twin : fleet.twins()) {
                assertThat(Ledger.of(store)
                                .latest(twin.id())
                                .orElseThrow()
                                .after()
                                .toBytes())
                        .as(twin.id())
                        .isEqualTo(twin.snapshot().toBytes());
            }
            assertEachReadingOnce(store);
            List<LedgerLink> links = new ArrayList<>();
            store.readLinks(links::add);
            assertThat(links).as("twins stepped together").hasAtLeastOneElementOfType(LedgerStep.class);
        }
    }

    /** Lets the program run and kills it; tells whether it had begun to take readings. The first two are met while twins are made. */
    private boolean live(int kill) throws Exception {
        try (WritingProcess program = new WritingProcess(folder.toString(), FleetProgram.class)) {
            assertThat(program.readLine()).isEqualTo(WritingProcess.BEGIN);
            List<String> heard = new ArrayList<>();
            if (kill < 2) {
                Thread.sleep(500 + random.nextInt(1500));
            } else {
                heard.add(String.valueOf(program.readLine()));
                // One batch a life on average, so that there are some left for the last.
                int patience = random.nextInt(3);
                for (int i = 0; i < patience && acknowledged + i < FleetProgram.BATCHES; i++) {
                    heard.add(String.valueOf(program.readLine()));
                }
                // Anywhere in a batch, not only just after one.
                Thread.sleep(random.nextInt(60), random.nextInt(1_000_000));
            }
            heard.addAll(program.kill());
            // The last line may be cut off where the process was; what it says of a batch that is whole counts.
            heard.stream()
                    .filter(line -> line.matches(FleetProgram.KEPT + "\\d{1,2}"))
                    .mapToInt(line -> Integer.parseInt(line.substring(FleetProgram.KEPT.length())) + 1)
                    .forEach(count -> acknowledged = Math.max(acknowledged, count));
            return heard.contains(FleetProgram.MADE);
        }
    }

    private void assertKept() {
        if (!JdbcStore.existsIn(folder)) {
            return;
        }
        try (JdbcStore store = JdbcStore.openIn(folder)) {
            AuditReport audit = LedgerAudit.of(store, List.of(), List.of());
            assertThat(audit.findings()).isEmpty();
            List<String> ids = store.ids();
            assertThat(ids)
                    .isEqualTo(IntStream.range(0, ids.size())
                            .mapToObj(FleetProgram::id)
                            .toList());
            // Opened as the program opens it, which takes a step again for all of its twins together.
            List<Long> versions;
            try (Fleet fleet = new Fleet(store)) {
                versions = fleet.twins().stream().map(Twin::version).distinct().toList();
            }
            // A batch is kept whole or not at all: all twins are at the same version.
            assertThat(versions).hasSizeLessThanOrEqualTo(1);
            assertThat(versions.stream().mapToLong(v -> v).max().orElse(0)).isGreaterThanOrEqualTo(acknowledged);
        }
    }

    /** Entry n + 1 of a twin is its reading n, and there are no others. */
    private static void assertEachReadingOnce(TwinStore store) {
        Map<String, Long> next = new HashMap<>();
        Ledger.of(store).readAllEntries(entry -> {
            long version = next.merge(entry.twin(), 0L, (before, zero) -> before + 1);
            assertThat(entry.version()).isEqualTo(version);
            if (version > 0) {
                assertIsReading(entry);
            }
        });
        assertThat(next).hasSize(FleetProgram.TWINS);
        assertThat(next.values()).containsOnly((long) FleetProgram.BATCHES);
    }

    private static void assertIsReading(LedgerEntry entry) {
        int twin = Integer.parseInt(entry.twin().substring("twin-".length()));
        var came = FleetProgram.reading(twin, (int) entry.version() - 1);
        assertThat(entry.observation().orElseThrow().time()).isEqualTo(came.time());
        assertThat(entry.observation().orElseThrow().measured()).isEqualTo(came.outputs());
        assertThat(entry.observation().orElseThrow().inputs()).isEqualTo(came.inputs());
    }
}
