package dev.weft.solvers.symbolic;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Carry tangents from the symbols to the functions, operands before their users. */
final class ForwardSweep {
    private ForwardSweep() {}

    /**
     * Return the derivative of each function along a direction.
     *
     * @param order a topological order that contains the functions. Not modified
     * @param functions [F]. Not modified
     * @param direction the tangents of symbols; those of all others are 0. Not modified
     * @return the derivatives [F]; unmodifiable
     */
    static List<Expr> along(List<Expr> order, List<Expr> functions, Map<Expr, Expr> direction) {
        // Nodes of tangent 0 are not entered.
        Map<Expr, Expr> tangents = new IdentityHashMap<>(direction);
        for (Expr node : order) {
            if (node.operation().arity() > 0) {
                Expr tangent = tangent(node, tangents);
                if (!ChainRule.isZero(tangent)) {
                    tangents.put(node, tangent);
                }
            }
        }
        return functions.stream().map(f -> tangents.getOrDefault(f, Expr.ZERO)).toList();
    }

    private static Expr tangent(Expr node, Map<Expr, Expr> tangents) {
        Operation operation = node.operation();
        if (operation == Operation.MIN || operation == Operation.MAX || operation == Operation.SELECT) {
            int branch = operation.arity() - 2;
            return ChainRule.selected(
                    node,
                    branch,
                    tangents.getOrDefault(node.operand(branch), Expr.ZERO),
                    tangents.getOrDefault(node.operand(branch + 1), Expr.ZERO));
        }
        Expr sum = Expr.ZERO;
        for (int i = 0; i < operation.arity(); i++) {
            sum = ChainRule.add(sum, ChainRule.scaled(node, i, tangents.getOrDefault(node.operand(i), Expr.ZERO)));
        }
        return sum;
    }
}
