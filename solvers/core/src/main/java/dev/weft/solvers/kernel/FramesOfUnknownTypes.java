package dev.weft.solvers.kernel;

import org.objectweb.asm.ClassWriter;

/**
 * Compute stack frames without loading classes: where two paths join with different types in a variable, nothing reads
 * it afterwards.
 */
final class FramesOfUnknownTypes extends ClassWriter {
    FramesOfUnknownTypes() {
        super(COMPUTE_FRAMES);
    }

    @Override
    protected String getCommonSuperClass(String one, String other) {
        return "java/lang/Object";
    }
}
