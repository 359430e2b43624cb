package dev.weft.twins.store;

class MemoryStoreTest extends TwinStoreContract {
    @Override
    protected TwinStore newStore() {
        return new MemoryStore();
    }
}
