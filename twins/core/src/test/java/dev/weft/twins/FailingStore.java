package dev.weft.twins;

import dev.weft.twins.ledger.Draft;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.store.ForwardingStore;
import dev.weft.twins.store.MemoryStore;
import dev.weft.twins.store.StrayLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps twins in memory, and appends nothing while it has a failure to throw. */
final class FailingStore extends ForwardingStore {
    @Nullable
    RuntimeException failure;

    FailingStore() {
        super(new MemoryStore());
    }

    @Override
    public List<LedgerEntry> append(List<? extends Draft> drafts) {
        failIfAsked();
        return super.append(drafts);
    }

    @Override
    public void keepStrays(List<StrayLine> lines) {
        failIfAsked();
        super.keepStrays(lines);
    }

    private void failIfAsked() {
        if (failure != null) {
            throw failure;
        }
    }
}
