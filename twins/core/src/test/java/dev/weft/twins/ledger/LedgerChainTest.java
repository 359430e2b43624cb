package dev.weft.twins.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.ledger.LedgerEntry.Kind;
import dev.weft.twins.quality.Defect;
import dev.weft.twins.quality.SignalFinding;
import dev.weft.twins.quality.SignalFinding.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LedgerChainTest {
    private static final Observation SEEN = new Observation(
            1, new double[] {2}, new double[] {3}, new double[] {4}, new double[] {5}, 6, Finding.GOOD, List.of());

    private static final String POLICY = "ab".repeat(32);

    private static TwinSnapshot snapshot(double weight) {
        return new TwinSnapshot(
                1, new double[] {2}, GaussianEstimate.independent(new double[] {weight}, new double[] {1}));
    }

    private static List<LedgerEntry> entries() {
        LedgerChain chain = new LedgerChain(0, LedgerChain.GENESIS);
        List<LedgerEntry> entries = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            entries.add(chain.append(new LedgerDraft(
                    "pump",
                    i,
                    Kind.ACCEPTED,
                    "ada",
                    "why",
                    POLICY,
                    Instant.ofEpochMilli(i),
                    Optional.of(SEEN),
                    snapshot(i))));
        }
        return entries;
    }

    /** Returns the index of the first entry that does not follow, −1 if all do. */
    private static int firstBroken(List<LedgerEntry> entries) {
        LedgerChain chain = new LedgerChain(0, LedgerChain.GENESIS);
        for (int i = 0; i < entries.size(); i++) {
            if (!chain.accepts(entries.get(i))) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void acceptsWhatItMade() {
        assertThat(firstBroken(entries())).isEqualTo(-1);
    }

    @Test
    void goesOnFromAnEntry() {
        List<LedgerEntry> entries = entries();
        LedgerEntry third = entries.get(2);
        LedgerChain chain = new LedgerChain(third.sequence(), third.hash());

        assertThat(entries.subList(3, 6)).allMatch(chain::accepts);
    }

    @Test
    void findsRemovedInsertedAndSwappedEntries() {
        List<LedgerEntry> removed = entries();
        removed.remove(2);
        List<LedgerEntry> inserted = entries();
        inserted.add(3, inserted.get(2));
        List<LedgerEntry> swapped = entries();
        Collections.swap(swapped, 2, 4);

        assertThat(firstBroken(removed)).isEqualTo(2);
        assertThat(firstBroken(inserted)).isEqualTo(3);
        assertThat(firstBroken(swapped)).isEqualTo(2);
    }

    static Stream<UnaryOperator<LedgerEntry>> changes() {
        double nan = Double.longBitsToDouble(0x7ff8_0000_0000_0001L);
        return Stream.of(
                e -> entry(
                        e,
                        "fan",
                        e.version(),
                        e.kind(),
                        e.actor(),
                        e.cause(),
                        e.policy(),
                        e.recordedAt(),
                        e.observation(),
                        e.after()),
                e -> entry(
                        e,
                        e.twin(),
                        7,
                        e.kind(),
                        e.actor(),
                        e.cause(),
                        e.policy(),
                        e.recordedAt(),
                        e.observation(),
                        e.after()),
                e -> entry(
                        e,
                        e.twin(),
                        e.version(),
                        Kind.REFUSED,
                        e.actor(),
                        e.cause(),
                        e.policy(),
                        e.recordedAt(),
                        e.observation(),
                        e.after()),
                e -> entry(
                        e,
                        e.twin(),
                        e.version(),
                        e.kind(),
                        e.actor(),
                        "Why",
                        e.policy(),
                        e.recordedAt(),
                        e.observation(),
                        e.after()),
                e -> entry(
                        e,
                        e.twin(),
                        e.version(),
                        e.kind(),
                        e.actor(),
                        e.cause(),
                        e.policy(),
                        e.recordedAt().plusMillis(1),
                        e.observation(),
                        e.after()),
                e -> entry(
                        e,
                        e.twin(),
                        e.version(),
                        e.kind(),
                        e.actor(),
                        e.cause(),
                        e.policy(),
                        e.recordedAt(),
                        Optional.empty(),
                        e.after()),
                e -> entry(
                        e,
                        e.twin(),
                        e.version(),
                        e.kind(),
                        e.actor(),
                        e.cause(),
                        e.policy(),
                        e.recordedAt(),
                        e.observation(),
                        snapshot(Math.nextUp(2.0))),
                e -> entry(
                        e,
                        e.twin(),
                        e.version(),
                        e.kind(),
                        "eve",
                        e.cause(),
                        e.policy(),
                        e.recordedAt(),
                        e.observation(),
                        e.after()),
                e -> entry(
                        e,
                        e.twin(),
                        e.version(),
                        e.kind(),
                        e.actor(),
                        e.cause(),
                        "cd".repeat(32),
                        e.recordedAt(),
                        e.observation(),
                        e.after()),
                seen(new Observation(
                        1,
                        SEEN.inputs(),
                        SEEN.measured(),
                        SEEN.expected(),
                        SEEN.expectedDeviation(),
                        6,
                        Finding.GOOD,
                        List.of(new SignalFinding("level", Defect.SPIKE, Action.REFUSED, "")))),
                seen(new Observation(
                        Math.nextUp(1.0),
                        SEEN.inputs(),
                        SEEN.measured(),
                        SEEN.expected(),
                        SEEN.expectedDeviation(),
                        6,
                        Finding.GOOD,
                        List.of())),
                seen(new Observation(
                        1,
                        new double[] {nan},
                        SEEN.measured(),
                        SEEN.expected(),
                        SEEN.expectedDeviation(),
                        6,
                        Finding.GOOD,
                        List.of())),
                seen(new Observation(
                        1,
                        SEEN.inputs(),
                        new double[] {-3},
                        SEEN.expected(),
                        SEEN.expectedDeviation(),
                        6,
                        Finding.GOOD,
                        List.of())),
                seen(new Observation(
                        1,
                        SEEN.inputs(),
                        SEEN.measured(),
                        new double[] {0},
                        SEEN.expectedDeviation(),
                        6,
                        Finding.GOOD,
                        List.of())),
                seen(new Observation(
                        1,
                        SEEN.inputs(),
                        SEEN.measured(),
                        SEEN.expected(),
                        new double[] {0},
                        6,
                        Finding.GOOD,
                        List.of())),
                seen(new Observation(
                        1,
                        SEEN.inputs(),
                        SEEN.measured(),
                        SEEN.expected(),
                        SEEN.expectedDeviation(),
                        0,
                        Finding.GOOD,
                        List.of())),
                seen(new Observation(
                        1,
                        SEEN.inputs(),
                        SEEN.measured(),
                        SEEN.expected(),
                        SEEN.expectedDeviation(),
                        6,
                        Finding.LIMITED,
                        List.of())),
                // The same numbers, divided otherwise.
                seen(new Observation(
                        1,
                        new double[] {2, 3},
                        new double[0],
                        SEEN.expected(),
                        SEEN.expectedDeviation(),
                        6,
                        Finding.GOOD,
                        List.of())));
    }

    private static UnaryOperator<LedgerEntry> seen(Observation other) {
        return e -> entry(
                e,
                e.twin(),
                e.version(),
                e.kind(),
                e.actor(),
                e.cause(),
                e.policy(),
                e.recordedAt(),
                Optional.of(other),
                e.after());
    }

    private static LedgerEntry entry(
            LedgerEntry e,
            String twin,
            long version,
            Kind kind,
            String actor,
            String cause,
            String policy,
            Instant recordedAt,
            Optional<Observation> observation,
            TwinSnapshot after) {
        return new LedgerEntry(
                e.sequence(), twin, version, kind, actor, cause, policy, recordedAt, observation, after, e.hash());
    }

    @ParameterizedTest
    @MethodSource("changes")
    void findsAChangedEntry(UnaryOperator<LedgerEntry> change) {
        List<LedgerEntry> entries = entries();
        entries.set(2, change.apply(entries.get(2)));

        assertThat(firstBroken(entries)).isEqualTo(2);
    }

    @Test
    void tellsNansApart() {
        LedgerEntry one = first(Double.longBitsToDouble(0x7ff8_0000_0000_0000L));
        LedgerEntry other = first(Double.longBitsToDouble(0x7ff8_0000_0000_0001L));

        assertThat(one.hash()).isNotEqualTo(other.hash());
    }

    private static LedgerEntry first(double measured) {
        Observation seen = new Observation(
                1, new double[0], new double[] {measured}, new double[1], new double[1], 0, Finding.GOOD, List.of());
        return new LedgerChain(0, LedgerChain.GENESIS)
                .append(new LedgerDraft(
                        "pump", 0, Kind.ACCEPTED, "ada", "why", POLICY, Instant.EPOCH, Optional.of(seen), snapshot(1)));
    }

    /** Regression: the hash of an entry must not change between versions, or old ledgers would no longer verify. */
    @Test
    void hashesAsItDid() {
        assertThat(entries().get(0).hash())
                .isEqualTo("75949dc31a269b4143c4d3fec35641d3ff456b416feaf7d138470f7651d92be5");
    }

    @Test
    void refusesACauseThatCannotBeKept() {
        for (String cause : List.of("x".repeat(4001), "half a pair: \ud83c")) {
            assertThatThrownBy(() -> new LedgerDraft(
                            "pump",
                            0,
                            Kind.CREATED,
                            "ada",
                            cause,
                            POLICY,
                            Instant.EPOCH,
                            Optional.empty(),
                            snapshot(0)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("cause of " + cause.length() + " characters");
        }
    }

    @Test
    void keepsMillisecondsAndOneZero() {
        LedgerDraft draft = new LedgerDraft(
                "pump",
                0,
                Kind.CREATED,
                "ada",
                "",
                POLICY,
                Instant.ofEpochSecond(1, 999_999_999),
                Optional.empty(),
                snapshot(0));
        Observation seen = new Observation(
                -0.0, new double[] {-0.0}, new double[0], new double[0], new double[0], -0.0, Finding.GOOD, List.of());

        assertThat(draft.recordedAt()).isEqualTo(Instant.ofEpochMilli(1_999));
        assertThat(1 / seen.time()).isPositive();
        assertThat(1 / seen.surprise()).isPositive();
        assertThat(1 / seen.inputs()[0]).isNegative();
    }
}
