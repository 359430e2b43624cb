package dev.weft.solvers.blas;

import dev.ludovic.netlib.blas.NativeBLAS;
import dev.weft.solvers.matrix.MatrixBackendProvider.UnavailableException;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Load the system's BLAS through netlib, quietly, and find out why where it fails.
 *
 * <p>Netlib swallows the cause of a failure and logs it: the log is listened to while loading and kept from the
 * console.
 */
final class BlasLoading {
    private static final String LOGGER = "dev.ludovic.netlib.blas";
    private static final String LIBRARY_PROPERTY = "dev.ludovic.netlib.blas.nativeLib";
    private static final String PATH_PROPERTY = "dev.ludovic.netlib.blas.nativeLibPath";
    private static final String LIBRARY = "libblas.so.3";
    private static final String REMEDY =
            "; install one, libopenblas0 for example, or name it with -D" + LIBRARY_PROPERTY;

    private BlasLoading() {}

    static NativeBLAS load() throws UnavailableException {
        List<String> before = LoadedLibraries.blas();
        if (before.stream().anyMatch(path -> path.contains("openblas"))) {
            // Two builds of OpenBLAS in one process have crashed it.
            throw new UnavailableException("another OpenBLAS is loaded in this process already (" + before.get(0)
                    + "), and two of them crash; leave one out");
        }
        boolean named = System.getProperty(LIBRARY_PROPERTY) != null || System.getProperty(PATH_PROPERTY) != null;
        boolean linux = System.getProperty("os.name", "").startsWith("Linux");
        if (linux && !named && !LibrarySearch.finds(LIBRARY, LibrarySearch.folders())) {
            throw new UnavailableException("there is no system library " + LIBRARY + REMEDY);
        }
        Logger logger = Logger.getLogger(LOGGER);
        Level level = logger.getLevel();
        boolean passedOn = logger.getUseParentHandlers();
        Listener listener = new Listener();
        logger.setLevel(Level.FINE);
        logger.setUseParentHandlers(false);
        logger.addHandler(listener);
        try {
            return NativeBLAS.getInstance();
        } catch (RuntimeException | LinkageError failure) {
            Throwable cause = listener.thrown == null ? failure : listener.thrown;
            throw new UnavailableException(
                    "the system library " + System.getProperty(LIBRARY_PROPERTY, LIBRARY) + " could not be loaded ("
                            + cause.getMessage() + ")" + REMEDY,
                    failure);
        } finally {
            logger.removeHandler(listener);
            logger.setUseParentHandlers(passedOn);
            logger.setLevel(level);
        }
    }

    private static final class Listener extends Handler {
        private @Nullable Throwable thrown;

        @Override
        public void publish(LogRecord entry) {
            // The first failure is the native library's, later ones are of netlib's Java versions; its innermost cause
            // tells most, for a static initialiser that failed is only the wrapping.
            Throwable next = thrown == null ? entry.getThrown() : null;
            while (next != null) {
                thrown = next;
                next = next.getCause();
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
