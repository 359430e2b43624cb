package dev.weft.twins.store;

import static dev.weft.twins.store.StoredEntries.assertChainHolds;
import static dev.weft.twins.store.StoredEntries.create;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.twins.ledger.Checkpoint;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerHead;
import dev.weft.twins.ledger.SigningKey;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the ledger ends, and the checkpoints that sign it. */
interface CheckpointContract {
    /** Return the store of the test, empty when it begins. */
    TwinStore store();

    @Test
    default void knowsWhereItsLedgerEnds() {
        assertThat(store().head()).isEmpty();
        create(store(), "pump");
        String ledger = store().latestSingle("pump").orElseThrow().hash();
        assertThat(store().head()).contains(new LedgerHead(ledger, 1, ledger));

        LedgerEntry last = store().append(List.of(StoreSamples.reading("pump", 1), StoreSamples.reading("pump", 2)))
                .get(1);

        assertThat(store().head()).contains(new LedgerHead(ledger, 3, last.hash()));
    }

    @Test
    default void keepsCheckpointsInTheirOrder() {
        assertThat(store().checkpoints()).isEmpty();
        create(store(), "pump");
        SigningKey key = SigningKey.generate();
        Checkpoint first = key.sign(store().head().orElseThrow(), Instant.ofEpochMilli(1));
        store().keep(first);
        store().append(List.of(StoreSamples.reading("pump", 1)));
        Checkpoint second = key.sign(store().head().orElseThrow(), Instant.ofEpochMilli(2));
        store().keep(second);
        store().keep(first);

        assertThat(store().checkpoints()).containsExactly(first, second, first);
        assertChainHolds(store());
        store().requireSound();
    }

    @Test
    default void keepsNoCheckpointOfAnotherLedger() {
        SigningKey key = SigningKey.generate();
        String other = "0123456789abcdef".repeat(4);
        assertNotKept(key.sign(new LedgerHead(other, 1, other), Instant.EPOCH));
        create(store(), "pump");
        LedgerHead head = store().head().orElseThrow();

        assertNotKept(key.sign(new LedgerHead(other, head.sequence(), head.hash()), Instant.EPOCH));
        assertNotKept(key.sign(new LedgerHead(head.ledger(), head.sequence(), other), Instant.EPOCH));
        assertNotKept(key.sign(new LedgerHead(head.ledger(), 2, head.hash()), Instant.EPOCH));
        assertThat(store().checkpoints()).isEmpty();
    }

    private void assertNotKept(Checkpoint checkpoint) {
        assertThatThrownBy(() -> store().keep(checkpoint))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("not of this ledger");
    }
}
