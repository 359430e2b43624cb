package dev.weft.twins.store.jdbc;

import dev.weft.twins.store.TwinStore;
import dev.weft.twins.store.TwinStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreContractTest extends TwinStoreContract {
    @TempDir
    private Path folder;

    @Override
    protected TwinStore newStore() {
        return JdbcStore.openIn(folder);
    }
}
