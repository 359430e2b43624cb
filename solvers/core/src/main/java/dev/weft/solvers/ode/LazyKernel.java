package dev.weft.solvers.ode;

import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.symbolic.Expr;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compile a kernel at its first use, once for all threads.
 *
 * <p>Also the derivation of its expressions waits until then: describing a system costs no more than writing it
 * down.
 */
final class LazyKernel {
    private final Supplier<List<Expr>> outputs;
    private final List<Expr> inputs;
    private volatile @Nullable Kernel kernel;

    LazyKernel(Supplier<List<Expr>> outputs, List<Expr> inputs) {
        this.outputs = outputs;
        this.inputs = inputs;
    }

    Kernel get() {
        Kernel known = kernel;
        return known == null ? compile() : known;
    }

    private synchronized Kernel compile() {
        Kernel known = kernel;
        if (known == null) {
            known = Kernel.compile(outputs.get(), inputs);
            kernel = known;
        }
        return known;
    }
}
