package dev.weft.twins.cli;

import dev.weft.sdk.data.DataException;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.guard.PolicyJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Read policies from files. */
final class PolicyFile {
    private static final long MOST_BYTES = 1 << 20;

    private PolicyFile() {}

    /**
     * Read a policy.
     *
     * @throws DataException if the file cannot be read or holds none; see {@link PolicyJson#read}
     */
    static Policy read(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new DataException(file + ": " + (Files.exists(file) ? "is not a file" : "does not exist")
                        + ", expected a policy; weft twin policy prints one to start from");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new DataException(file + ": has more than 1 MiB, expected a policy");
            }
            return PolicyJson.read(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new DataException(
                    file + ": cannot be read: " + e.getMessage() + ", expected a JSON text in UTF-8", e);
        }
    }
}
