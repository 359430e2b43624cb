package dev.weft.solvers.symbolic;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Evaluate expressions by {@link Operation#apply}, node by node: slow, and independent of any kernel. */
final class Values {
    private Values() {}

    static double[] of(List<Expr> exprs, List<Expr> symbols, double... point) {
        Map<Expr, Double> values = new IdentityHashMap<>();
        for (int i = 0; i < symbols.size(); i++) {
            values.put(symbols.get(i), point[i]);
        }
        for (Expr node : TopologicalOrder.of(exprs)) {
            if (node.operation() == Operation.CONSTANT) {
                values.put(node, node.value());
            } else if (node.operation() != Operation.SYMBOL) {
                double[] v = new double[3];
                for (int i = 0; i < node.operation().arity(); i++) {
                    v[i] = Objects.requireNonNull(values.get(node.operand(i)));
                }
                values.put(node, node.operation().apply(v[0], v[1], v[2]));
            }
        }
        return exprs.stream()
                .mapToDouble(e -> Objects.requireNonNull(values.get(e)))
                .toArray();
    }
}
