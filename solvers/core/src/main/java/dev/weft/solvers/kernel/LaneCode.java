package dev.weft.solvers.kernel;

import dev.weft.solvers.lanes.Precision;
import dev.weft.solvers.lanes.VectorModule;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Turn a program into a class of this JVM.
 *
 * @param code an instance: a {@link DoubleCode} or {@link FloatCode}
 * @param tile the most lanes that one call may evaluate
 * @param scratch how many values of scratch it needs
 * @param operations how many instructions it runs for a lane
 */
record LaneCode(Object code, int tile, int scratch, int operations) {
    /** Bytes of scratch that stay in a core's second-level cache beside the planes. */
    private static final int SCRATCH_BYTES = 128 * 1024;

    private static final int FEWEST_LANES = 64;
    private static final int MOST_LANES = 1024;

    /** Generate, load and instantiate the code of a program. */
    static LaneCode generate(LaneProgram program, Generator generator) {
        Pieces pieces = Pieces.of(program);
        int slots = pieces.slotCount();
        int tile = slots == 0 ? Integer.MAX_VALUE : tile(slots, program.precision());
        int lanes = generator == Generator.VECTOR ? VectorModule.lanes(program.precision()) : 1;
        byte[] bytes = new LaneClass(program, pieces, tile, lanes).bytes();
        return new LaneCode(instantiate(bytes), tile, slots == 0 ? 0 : slots * tile, program.operations());
    }

    private static int tile(int slots, Precision precision) {
        int lanes = SCRATCH_BYTES / (slots * precision.bytes()) / FEWEST_LANES * FEWEST_LANES;
        return Math.max(FEWEST_LANES, Math.min(MOST_LANES, lanes));
    }

    private static Object instantiate(byte[] bytes) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
            MethodHandle constructor = lookup.findConstructor(lookup.lookupClass(), MethodType.methodType(void.class));
            return constructor.invoke();
        } catch (Throwable e) {
            throw new IllegalStateException("the generated code of a kernel could not be loaded", e);
        }
    }
}
