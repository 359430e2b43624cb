package dev.weft.solvers.blas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** List the BLAS libraries that are mapped into this process; Linux only, elsewhere the list is empty. */
final class LoadedLibraries {
    private static final Path MAPS = Path.of("/proc/self/maps");

    private LoadedLibraries() {}

    /** Return the files of libraries whose name speaks of a BLAS, the JNI bridge apart. */
    static List<String> blas() {
        // The bridge is unpacked to a file of this name before it is loaded.
        String bridge = "libnetlibblasjni";
        try (Stream<String> lines = Files.lines(MAPS)) {
            return lines.filter(line -> line.indexOf('/') >= 0)
                    .map(line -> line.substring(line.indexOf('/')))
                    .filter(path -> {
                        String file = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
                        return file.contains(".so") && file.contains("blas") && !file.startsWith(bridge);
                    })
                    .distinct()
                    .toList();
        } catch (IOException | RuntimeException elsewhere) {
            return List.of();
        }
    }
}
