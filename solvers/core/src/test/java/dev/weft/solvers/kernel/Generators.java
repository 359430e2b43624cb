package dev.weft.solvers.kernel;

import dev.weft.solvers.lanes.VectorModule;
import java.util.Arrays;
import java.util.List;

/** The generators that the JVM of the tests can run. */
final class Generators {
    private Generators() {}

    static List<Generator> available() {
        return Arrays.stream(Generator.values())
                .filter(g -> g != Generator.VECTOR || VectorModule.present())
                .toList();
    }

    static List<Generator> compiled() {
        return available().stream().filter(g -> g != Generator.INTERPRETER).toList();
    }
}
