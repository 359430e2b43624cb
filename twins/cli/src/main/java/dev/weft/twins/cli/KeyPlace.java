package dev.weft.twins.cli;

import dev.weft.sdk.data.DataException;
import dev.weft.twins.audit.KeyFile;
import dev.weft.twins.ledger.SigningKey;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keep signing keys out of stores: who can change a store and finds the key in it can sign what he made of it. */
final class KeyPlace {
    private KeyPlace() {}

    /**
     * Read a signing key.
     *
     * @throws DataException if it cannot be read, is open to others, or lies in the store's folder
     */
    static SigningKey read(Path file, StoreOption option) {
        SigningKey key = KeyFile.readSigning(file);
        if (option.folder().isEmpty()) {
            return key;
        }
        Path store = option.folder().get();
        try {
            if (Files.exists(store) && file.toRealPath().startsWith(store.toRealPath())) {
                throw inStore(file);
            }
        } catch (IOException e) {
            throw new DataException("key " + file + " cannot be read: " + e.getMessage(), e);
        }
        return key;
    }

    /**
     * Check a place for a new key.
     *
     * @throws DataException if it is in a store's folder
     */
    static void require(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && JdbcStore.existsIn(folder)) {
            throw inStore(file);
        }
    }

    private static DataException inStore(Path file) {
        return new DataException("key " + file + " lies in a store's folder, where whoever changes the store finds it;"
                + " keep it elsewhere");
    }
}
