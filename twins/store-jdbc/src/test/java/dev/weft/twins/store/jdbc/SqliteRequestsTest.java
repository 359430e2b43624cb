package dev.weft.twins.store.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteRequestsTest extends RequestsContract {
    @TempDir
    private Path folder;

    @Override
    JdbcStore openToWrite() {
        return JdbcStore.openIn(folder);
    }

    @Override
    JdbcStore openToAsk() {
        return JdbcStore.toAsk(folder);
    }

    @Override
    JdbcStore openToRead() {
        return JdbcStore.readOnly(folder);
    }
}
