package dev.weft.solvers.bench;

import dev.weft.solvers.kernel.Generator;
import java.util.List;
import java.util.Locale;

/** The alternatives that this JVM can run. */
final class Peers {
    private Peers() {}

    /** Return the generators of code, the fastest first. */
    static List<Generator> generators() {
        return Generator.best() == Generator.VECTOR
                ? List.of(Generator.VECTOR, Generator.SCALAR)
                : List.of(Generator.SCALAR);
    }

    static String name(Generator generator) {
        return generator.name().toLowerCase(Locale.ROOT);
    }
}
