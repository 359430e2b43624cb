package dev.weft.twins;

import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.filter.FilterPlanes;
import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Expr;
import dev.weft.solvers.symbolic.Operation;
import dev.weft.solvers.symbolic.TopologicalOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Tell whether equations may bend or jump where a twin may be: c(p, x, u) = 0 being the place of a kink, within three of the
 * standard deviations √(∇c P ∇cᵀ). There slopes at the mean see one side only, and {@link
 * dev.weft.sdk.adapt.WeightFilter}, which looks at both, does better than a compiled kernel. Holds scratch: one instance a
 * thread.
 */
final class KinkWatch {
    private static final double DEVIATIONS = 3;

    /** Rounding jumps everywhere: there is no place without. */
    private static final Set<Operation> STEPS = EnumSet.of(Operation.FLOOR, Operation.CEIL, Operation.RINT);

    private static final Map<OdeSystem, Kinks> KNOWN = Collections.synchronizedMap(new WeakHashMap<>());

    private final UncertainFunctions functions;

    private record Kinks(int count, Kernel kernel) {}

    KinkWatch(PhysicsModel model) {
        Kinks kinks = KNOWN.computeIfAbsent(model.prior().system(), KinkWatch::compile);
        this.functions = new UncertainFunctions(kinks.kernel(), kinks.count(), model.prior(), model.layout());
    }

    /** Whether equations jump everywhere, as a rounded value does. */
    static boolean isEverywhere(OdeSystem system) {
        return nodes(system).stream().anyMatch(node -> STEPS.contains(node.operation()));
    }

    private static Kinks compile(OdeSystem system) {
        List<Expr> places = new ArrayList<>();
        for (Expr node : nodes(system)) {
            switch (node.operation()) {
                case MIN, MAX -> places.add(node.operand(0).minus(node.operand(1)));
                case SELECT, ABS, SIGN -> places.add(node.operand(0));
                default -> {
                    // Smooth.
                }
            }
        }
        return new Kinks(places.size(), UncertainFunctions.compile(system, places));
    }

    private static List<Expr> nodes(OdeSystem system) {
        List<Expr> all = new ArrayList<>(system.rateExpressions());
        all.addAll(system.outputExpressions());
        return TopologicalOrder.of(all);
    }

    /**
     * Tell whether there may be a kink.
     *
     * @param planes with the estimate of a lane. Not modified
     * @param inputs [K×·]. Not modified
     * @param at where the lane's inputs stand
     */
    boolean isNear(FilterPlanes planes, int lane, double[][] inputs, int at) {
        if (functions.count() == 0) {
            return false;
        }
        functions.evaluate(planes.means(), lane, inputs, at);
        for (int i = 0; i < functions.count(); i++) {
            double reach = DEVIATIONS * functions.deviation(i, planes.means(), planes.covariances(), lane);
            // A place that depends on no weight is on one side for certain.
            if (reach > 0 && !(Math.abs(functions.value(i)) > reach)) {
                return true;
            }
        }
        return false;
    }
}
