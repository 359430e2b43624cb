package dev.weft.twins.store.jdbc;

import dev.weft.twins.store.TwinStore;
import dev.weft.twins.store.TwinStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresStoreContractTest extends TwinStoreContract {
    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    @Override
    protected TwinStore newStore() {
        return JdbcStore.openAt(SERVER.newUrl());
    }
}
