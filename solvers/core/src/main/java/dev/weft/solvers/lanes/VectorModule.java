package dev.weft.solvers.lanes;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/**
 * Tell whether this JVM has the module {@code jdk.incubator.vector}, and how wide its vectors are.
 *
 * <p>Ask before a class that names {@code jdk.incubator.vector} is touched: without the module it cannot be linked.
 */
public final class VectorModule {
    private static final boolean PRESENT = find();

    private VectorModule() {}

    /** Return whether the module is there and its vectors have more than one lane of double. */
    public static boolean present() {
        return PRESENT;
    }

    /**
     * Return the lanes of the preferred vector.
     *
     * @throws IllegalStateException if the module is not {@link #present}
     */
    public static int lanes(Precision precision) {
        if (!PRESENT) {
            throw new IllegalStateException("no module jdk.incubator.vector; " + remedy());
        }
        return Vectors.lanes(precision);
    }

    /** Return how to start a JVM that has the module. */
    public static String remedy() {
        return "start java with --add-modules=jdk.incubator.vector";
    }

    private static boolean find() {
        try {
            // A module may also be added after the start, so the class is asked for, not the module.
            Class.forName("jdk.incubator.vector.DoubleVector", false, VectorModule.class.getClassLoader());
            return Vectors.lanes(Precision.DOUBLE) > 1;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }

    /** A class of its own, so that the vector classes are linked only where they exist. */
    private static final class Vectors {
        static int lanes(Precision precision) {
            return precision == Precision.DOUBLE
                    ? DoubleVector.SPECIES_PREFERRED.length()
                    : FloatVector.SPECIES_PREFERRED.length();
        }
    }
}
