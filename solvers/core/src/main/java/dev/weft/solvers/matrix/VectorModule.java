package dev.weft.solvers.matrix;

/**
 * Tell whether this JVM has the module {@code jdk.incubator.vector}.
 *
 * <p>Ask before a class that names {@code jdk.incubator.vector} is touched: without the module it cannot be linked.
 */
public final class VectorModule {
    private static final boolean PRESENT = find();

    private VectorModule() {}

    /** Return whether classes that use the module can be loaded. */
    public static boolean present() {
        return PRESENT;
    }

    /** Return how to start a JVM that has it. */
    public static String remedy() {
        return "start java with --add-modules=jdk.incubator.vector";
    }

    private static boolean find() {
        try {
            Class.forName("jdk.incubator.vector.DoubleVector", false, VectorModule.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }
}
