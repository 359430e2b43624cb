package dev.weft.twins.cli;

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
        WeftCommand.main(args);
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
