package dev.weft.sdk.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds data of others, which are too large or not ours to be in the project: in shared/data of a folder above. */
public final class SharedData {
    private SharedData() {}

    /**
     * Return a file, or skip the test where there is none.
     *
     * @param file its name below shared/data
     */
    public static Path require(String file) {
        Path here = Path.of("").toAbsolutePath();
        Path name = Path.of("shared", "data").resolve(file);
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve(name))) {
                return folder.resolve(name);
            }
        }
        return abort("skipped: " + name + " lies in no folder above " + here);
    }
}
