package dev.weft.twins.cli;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Starts the command line with the vector module, where the JDK has one.
 *
 * <p>{@code --add-modules jdk.incubator.vector} would do the same, but makes the JVM print a warning on every start, which
 * no option silences, and start slower. So the module is loaded here, before anything asks for it, the way the JDK loads
 * its own agents. It then lies in a layer of its own: ask for it with {@code Class.forName}, not with
 * {@code ModuleLayer.boot()}.
 */
public final class Launch {
    private Launch() {}

    public static void main(String[] args) {
        loadVectorModule();
        addUserJars(System.getenv("WEFT_CLASSPATH"));
        WeftCommand.main(args);
    }

    /**
     * Makes the priors in a user's jars known: services are looked up through the thread's class loader.
     *
     * @param path jars and folders, separated as in a class path; null or empty for none
     */
    private static void addUserJars(@Nullable String path) {
        if (path == null || path.isBlank()) {
            return;
        }
        URL[] urls = Arrays.stream(path.split(File.pathSeparator))
                .filter(entry -> !entry.isBlank())
                .map(Launch::url)
                .toArray(URL[]::new);
        Thread.currentThread().setContextClassLoader(new URLClassLoader(urls, Launch.class.getClassLoader()));
    }

    private static URL url(String entry) {
        File file = new File(entry);
        if (!file.exists()) {
            refuse(entry, "does not exist");
        }
        if (file.isFile()) {
            try (ZipFile jar = new ZipFile(file)) {
                // A class loader would silently pass over what cannot be opened.
                jar.size();
            } catch (IOException e) {
                refuse(entry, "is no jar");
            }
        }
        try {
            return file.toURI().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("a file always has a URL", e);
        }
    }

    private static void refuse(String entry, String why) {
        System.err.println("weft: WEFT_CLASSPATH names " + entry + ", which " + why + ", expected a jar or a folder");
        System.exit(2);
    }

    private static void loadVectorModule() {
        try {
            Class.forName("jdk.internal.module.Modules")
                    .getMethod("loadModule", String.class)
                    .invoke(null, "jdk.incubator.vector");
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // Everything also runs without it, on scalar code; `weft doctor` says which one it is.
            System.setProperty("weft.vector.unavailable", String.valueOf(e));
        }
    }
}
