package dev.weft.twins.store.jdbc;

import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.twins.Fleet;
import dev.weft.twins.FleetReadings;
import dev.weft.twins.Ledger;
import dev.weft.twins.Twin;
import dev.weft.twins.audit.AuditFinding;
import dev.weft.twins.audit.AuditReport;
import dev.weft.twins.audit.LedgerAudit;
import dev.weft.twins.ledger.Checkpoint;
import dev.weft.twins.ledger.LedgerDraft;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.SigningKey;
import dev.weft.twins.ledger.VerificationKey;
import dev.weft.twins.store.StoreSamples;
import dev.weft.twins.store.TwinOrigin;
import dev.weft.twins.store.TwinRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** A small store of two twins that is signed twice, and a person who gets at its database. */
final class SignedStore {
    static final List<String> TWINS = List.of("pump", "fan");

    final Path folder;
    final SigningKey key;

    private SignedStore(Path folder, SigningKey key) {
        this.folder = folder;
        this.key = key;
    }

    /** Makes twins and entries 1 and 2, readings of both in turns up to {@code entries}; signed in the middle and at the end. */
    static SignedStore make(Path folder, int entries) {
        SigningKey key = SigningKey.generate();
        try (JdbcStore store = JdbcStore.openIn(folder)) {
            for (String id : TWINS) {
                TwinRecord twin = StoreSamples.twin(id);
                store.create(twin, StoreSamples.created(twin));
            }
            int middle = (entries + 2) / 2;
            store.append(readings(3, middle));
            sign(store, key);
            store.append(readings(middle + 1, entries));
            sign(store, key);
        }
        return new SignedStore(folder, key);
    }

    /** Makes twenty twins that take eight readings each, most of them together. */
    static SignedStore makeFleet(Path folder) {
        SigningKey key = SigningKey.generate();
        try (JdbcStore store = JdbcStore.openIn(folder);
                Fleet fleet = new Fleet(store)) {
            List<String> ids = IntStream.range(0, 20).mapToObj(i -> "m" + i).toList();
            FleetReadings readings =
                    fleet.readings(fleet.twins(ids, Twin.of(new MassSpringDamper(), Duration.ofMillis(50))));
            for (int k = 0; k < 8; k++) {
                Arrays.fill(readings.times(), 0.05 * k);
                Arrays.fill(readings.inputs()[0], 0.5);
                Arrays.fill(readings.outputs()[0], Math.cos(0.5 * k) + 0.001 * k);
                Arrays.fill(readings.outputs()[1], -10 * Math.sin(0.5 * k));
                fleet.update(readings);
            }
            sign(store, key);
        }
        return new SignedStore(folder, key);
    }

    private static List<LedgerDraft> readings(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(sequence -> StoreSamples.reading(TWINS.get((sequence - 1) % 2), (sequence - 1) / 2))
                .toList();
    }

    /** Returns a copy, which takes less time than to make one. */
    SignedStore copiedTo(Path other) throws IOException {
        Files.copy(folder.resolve("weft.db"), other.resolve("weft.db"));
        return new SignedStore(other, key);
    }

    static Checkpoint sign(JdbcStore store, SigningKey key) {
        Checkpoint checkpoint = key.sign(store.head().orElseThrow(), Instant.parse("2026-11-30T12:00:00Z"));
        store.keep(checkpoint);
        return checkpoint;
    }

    List<Checkpoint> checkpoints() {
        try (JdbcStore store = JdbcStore.readOnly(folder)) {
            return store.checkpoints();
        }
    }

    void sql(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("weft.db"));
                Statement statement = connection.createStatement()) {
            // Nobody pulls the plug of a test.
            statement.execute("PRAGMA synchronous = OFF");
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    AuditReport audit() {
        return audit(List.of(key.verification()), List.of());
    }

    AuditReport audit(List<VerificationKey> trusted, List<Checkpoint> elsewhere) {
        try (JdbcStore store = JdbcStore.readOnly(folder)) {
            return LedgerAudit.of(store, trusted, elsewhere);
        }
    }

    List<AuditFinding.Kind> kinds() {
        return audit().findings().stream().map(AuditFinding::kind).toList();
    }

    /** All that a store answers, on every way to it: two stores that tell the same hold the same. */
    static List<String> told(JdbcStore store) {
        List<String> told = new ArrayList<>(store.ids());
        Ledger.of(store).readAllEntries(entry -> told.add(text(entry)));
        for (String id : TWINS) {
            TwinOrigin origin = store.origin(id).orElseThrow();
            told.add(origin.prior() + origin.policy() + HexFormat.of().formatHex(origin.model()));
            LedgerEntry latest = Ledger.of(store).latest(id).orElseThrow();
            told.add(text(latest));
            Ledger.of(store).readEntries(id, entry -> told.add(text(entry)));
            LongStream.rangeClosed(-1, latest.version() + 1)
                    .forEach(version -> told.add(Ledger.of(store)
                            .entry(id, version)
                            .map(SignedStore::text)
                            .orElse("none")));
        }
        store.checkpoints().forEach(checkpoint -> told.add(checkpoint.line()));
        told.add(store.head().toString());
        return told;
    }

    private static String text(LedgerEntry entry) {
        StringBuilder text = new StringBuilder();
        text.append(entry.sequence())
                .append(' ')
                .append(entry.twin())
                .append(' ')
                .append(entry.version());
        text.append(entry.kind())
                .append(entry.cause())
                .append(entry.recordedAt())
                .append(entry.hash());
        text.append(HexFormat.of().formatHex(entry.after().toBytes()));
        entry.observation().ifPresent(o -> {
            for (double[] values : List.of(
                    new double[] {o.time(), o.surprise()},
                    o.inputs(),
                    o.measured(),
                    o.expected(),
                    o.expectedDeviation())) {
                text.append(HexFormat.of().formatHex(Doubles.toBytes(values))).append(' ');
            }
        });
        return text.toString();
    }
}
