package dev.weft.solvers.kernel;

import dev.weft.solvers.lanes.Precision;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/** Tell whether the JVM has the incubating vector module, and how wide its vectors are. */
final class VectorModule {
    private static final boolean PRESENT = find();

    private VectorModule() {}

    static boolean isPresent() {
        return PRESENT;
    }

    /** Return the lanes of a vector; only where the module is present. */
    static int lanes(Precision precision) {
        return Present.lanes(precision);
    }

    private static boolean find() {
        try {
            // A module may also be added after the start, so the class is asked for, not the module.
            Class.forName("jdk.incubator.vector.DoubleVector", false, VectorModule.class.getClassLoader());
            return Present.lanes(Precision.DOUBLE) > 1;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** A class of its own, so that the vector classes are linked only where they exist. */
    private static final class Present {
        static int lanes(Precision precision) {
            return precision == Precision.DOUBLE
                    ? DoubleVector.SPECIES_PREFERRED.length()
                    : FloatVector.SPECIES_PREFERRED.length();
        }
    }
}
