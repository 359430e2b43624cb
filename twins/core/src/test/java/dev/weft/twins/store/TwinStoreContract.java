package dev.weft.twins.store;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What every {@link TwinStore} does; each has a test that extends this. */
public abstract class TwinStoreContract
        implements TwinContract, EntryContract, CheckpointContract, StepContract, StrayLineContract {
    private TwinStore store;

    /** Return an empty store; the contract closes it. */
    protected abstract TwinStore newStore();

    @Override
    public final TwinStore store() {
        return store;
    }

    @BeforeEach
    final void openStore() {
        store = newStore();
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }
}
