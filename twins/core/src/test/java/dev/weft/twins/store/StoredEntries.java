package dev.weft.twins.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.twins.Ledger;
import dev.weft.twins.ledger.LedgerChain;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.Observation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads entries for the contract of stores, and compares them bit by bit. */
final class StoredEntries {
    private StoredEntries() {}

    static void create(TwinStore store, String id) {
        store.create(StoreSamples.twin(id), StoreSamples.created(id));
    }

    static List<LedgerEntry> all(TwinStore store) {
        List<LedgerEntry> entries = new ArrayList<>();
        Ledger.of(store).readAllEntries(entries::add);
        return entries;
    }

    static List<LedgerEntry> singles(TwinStore store, String id) {
        List<LedgerEntry> entries = new ArrayList<>();
        store.readSingles(id, entries::add);
        return entries;
    }

    /** Compares bit by bit, which an entry's own equals, that of its arrays, does not. */
    static void assertSame(LedgerEntry actual, LedgerEntry expected) {
        assertThat(actual.sequence()).isEqualTo(expected.sequence());
        assertThat(actual.twin()).isEqualTo(expected.twin());
        assertThat(actual.version()).isEqualTo(expected.version());
        assertThat(actual.kind()).isEqualTo(expected.kind());
        assertThat(actual.actor()).isEqualTo(expected.actor());
        assertThat(actual.cause()).isEqualTo(expected.cause());
        assertThat(actual.policy()).isEqualTo(expected.policy());
        assertThat(actual.recordedAt()).isEqualTo(expected.recordedAt());
        assertThat(actual.hash()).isEqualTo(expected.hash());
        assertThat(actual.after().toBytes()).isEqualTo(expected.after().toBytes());
        assertThat(actual.observation().isPresent())
                .isEqualTo(expected.observation().isPresent());
        if (expected.observation().isPresent()) {
            Observation a = actual.observation().get();
            Observation e = expected.observation().get();
            assertThat(bits(a.time(), a.surprise())).isEqualTo(bits(e.time(), e.surprise()));
            assertThat(bits(a.inputs())).isEqualTo(bits(e.inputs()));
            assertThat(bits(a.measured())).isEqualTo(bits(e.measured()));
            assertThat(bits(a.expected())).isEqualTo(bits(e.expected()));
            assertThat(bits(a.expectedDeviation())).isEqualTo(bits(e.expectedDeviation()));
            assertThat(a.finding()).isEqualTo(e.finding());
            assertThat(a.findings()).isEqualTo(e.findings());
        }
    }

    static long[] bits(double... values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }

    static void assertChainHolds(TwinStore store) {
        LedgerChain chain = new LedgerChain(0, LedgerChain.GENESIS);
        assertThat(all(store)).isNotEmpty().allMatch(chain::accepts);
    }
}
