package dev.weft.solvers.fleet;

import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compile expressions over (x, p, u) and further values for fleets: once for inputs per lane, once for shared inputs,
 * each when first needed.
 *
 * <p>Planes: x, p, u unless shared, then {@code further}. Shared values: {@code settings}, then u if shared.
 */
final class LaneFunction {
    private final OdeSystem system;
    private final List<Expr> outputs;
    private final List<Expr> further;
    private final List<Expr> settings;
    private final @Nullable Kernel[] kernels = new Kernel[2];

    LaneFunction(OdeSystem system, List<Expr> outputs, List<Expr> further, List<Expr> settings) {
        this.system = system;
        this.outputs = outputs;
        this.further = further;
        this.settings = settings;
    }

    synchronized Kernel kernel(boolean sharedInputs) {
        int index = sharedInputs ? 1 : 0;
        Kernel known = kernels[index];
        if (known == null) {
            List<Expr> planes = new ArrayList<>(system.states());
            planes.addAll(system.parameters());
            List<Expr> shared = new ArrayList<>(settings);
            (sharedInputs ? shared : planes).addAll(system.inputs());
            planes.addAll(further);
            known = Kernel.compile(outputs, planes, shared);
            kernels[index] = known;
        }
        return known;
    }
}
