package dev.weft.twins;

import dev.weft.twins.ledger.LedgerDraft;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.LedgerStep;
import dev.weft.twins.ledger.Seat;
import dev.weft.twins.ledger.StepBlock;
import dev.weft.twins.ledger.StepDraft;
import dev.weft.twins.store.MemoryStore;
import dev.weft.twins.store.TwinStore;
import java.util.List;
import java.util.function.BiFunction;

/** Writes a ledger anew with some of its blocks exchanged: what somebody does who knows all about hashes. */
final class RehashedStore {
    private RehashedStore() {}

    /** Copies a store of one policy. */
    static MemoryStore of(TwinStore from, BiFunction<LedgerStep, StepBlock, StepBlock> exchange) {
        MemoryStore copy = new MemoryStore();
        from.readLinks(link -> {
            if (link instanceof LedgerEntry entry) {
                LedgerDraft draft = LedgerDraft.of(entry);
                if (entry.version() == 0) {
                    copy.create(from.find(entry.twin()).orElseThrow(), draft);
                } else {
                    copy.append(List.of(draft));
                }
            } else if (link instanceof LedgerStep step) {
                List<StepBlock> blocks = step.blocks().stream()
                        .map(block -> exchange.apply(step, block))
                        .toList();
                List<Seat> seats = from.seats().stream()
                        .filter(seat -> seat.fleet() == step.fleet()
                                && step.part(seat.block())
                                        .filter(part -> part.block().snapshots().isPresent())
                                        .isPresent())
                        .toList();
                copy.append(List.of(new StepDraft(step.fleet(), step.recordedAt(), blocks, seats)));
            }
        });
        return copy;
    }
}
