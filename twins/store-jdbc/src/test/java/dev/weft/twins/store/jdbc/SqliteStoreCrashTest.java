package dev.weft.twins.store.jdbc;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreCrashTest extends StoreCrashContract {
    @TempDir
    private Path folder;

    @Override
    String place() {
        return folder.toString();
    }

    @Override
    String shown() {
        return folder.toString();
    }

    @Override
    boolean isBegun() {
        return Files.exists(folder.resolve(SqliteDatabase.FILE));
    }

    @Override
    JdbcStore openExisting() {
        return JdbcStore.openExisting(folder);
    }

    @Override
    JdbcStore openToRead() {
        return JdbcStore.readOnly(folder);
    }
}
