package dev.weft.solvers.blas;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Look for a shared library where the loader of Linux looks.
 *
 * <p>Asked before anything is loaded, because the JNI bridge writes to the console when it cannot find its library.
 */
final class LibrarySearch {
    private LibrarySearch() {}

    /** Return the folders in which system libraries lie: java.library.path, which has LD_LIBRARY_PATH, and Debian's. */
    static List<Path> folders() {
        List<Path> folders = new ArrayList<>();
        for (String folder : System.getProperty("java.library.path", "").split(File.pathSeparator, -1)) {
            if (!folder.isEmpty()) {
                folders.add(Path.of(folder));
            }
        }
        for (String root : List.of("/usr/lib64", "/lib64", "/usr/lib", "/lib", "/usr/local/lib")) {
            folders.add(Path.of(root));
        }
        // Debian keeps the libraries of each architecture in a folder of its own.
        try (DirectoryStream<Path> architectures = Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-gnu*")) {
            architectures.forEach(folders::add);
        } catch (IOException | RuntimeException none) {
            return folders;
        }
        return folders;
    }

    /** Tell whether one of the folders has a file of this name. */
    static boolean finds(String file, List<Path> folders) {
        return folders.stream().anyMatch(folder -> Files.exists(folder.resolve(file)));
    }
}
