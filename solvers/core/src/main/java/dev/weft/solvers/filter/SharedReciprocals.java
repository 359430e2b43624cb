package dev.weft.solvers.filter;

import dev.weft.solvers.symbolic.Expr;
import dev.weft.solvers.symbolic.Operation;
import dev.weft.solvers.symbolic.TopologicalOrder;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Divide once by what is a divisor more than once: a/b becomes a·(1/b), an ulp away from it.
 *
 * <p>The stages of a flow and their derivatives divide by the same masses and capacities again and again, and a division
 * costs as much as some ten products.
 */
final class SharedReciprocals {
    private SharedReciprocals() {}

    /** Return the expressions with shared divisors. */
    static List<Expr> of(List<Expr> expressions) {
        List<Expr> order = TopologicalOrder.of(expressions);
        Map<Expr, Integer> divisions = new IdentityHashMap<>();
        for (Expr node : order) {
            if (node.operation() == Operation.DIVIDE) {
                divisions.merge(node.operand(1), 1, Integer::sum);
            }
        }
        Map<Expr, Expr> rebuilt = new IdentityHashMap<>();
        for (Expr node : order) {
            rebuilt.put(node, rebuild(node, rebuilt, divisions));
        }
        return expressions.stream().map(e -> known(e, rebuilt)).toList();
    }

    private static Expr rebuild(Expr node, Map<Expr, Expr> rebuilt, Map<Expr, Integer> divisions) {
        if (node.operation().arity() == 0) {
            return node;
        }
        Expr[] operands = new Expr[node.operation().arity()];
        for (int i = 0; i < operands.length; i++) {
            operands[i] = known(node.operand(i), rebuilt);
        }
        if (node.operation() == Operation.DIVIDE && divisions.getOrDefault(node.operand(1), 0) > 1) {
            return operands[0].times(Expr.ONE.over(operands[1]));
        }
        return Expr.of(node.operation(), operands);
    }

    private static Expr known(Expr e, Map<Expr, Expr> rebuilt) {
        return Objects.requireNonNull(rebuilt.get(e));
    }
}
