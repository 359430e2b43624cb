package dev.weft.solvers.kernel;

import dev.weft.solvers.lanes.Precision;
import org.jspecify.annotations.Nullable;

/** Generate the code of a kernel when it is first needed, once. Thread-safe. */
final class LazyCode {
    private final KernelSource source;
    private final Precision precision;
    private final Generator generator;
    private volatile @Nullable LaneCode code;

    LazyCode(KernelSource source, Precision precision, Generator generator) {
        this.source = source;
        this.precision = precision;
        this.generator = generator;
    }

    LaneCode get() {
        LaneCode known = code;
        if (known == null) {
            synchronized (this) {
                known = code;
                if (known == null) {
                    known = generate();
                    code = known;
                }
            }
        }
        return known;
    }

    private LaneCode generate() {
        return generator == Generator.INTERPRETER
                ? new LaneCode(new Interpreter(source, precision), Integer.MAX_VALUE, 0, 0)
                : LaneCode.generate(Lowering.lower(source, precision), generator);
    }
}
