package dev.weft.solvers.symbolic;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carry adjoints from the functions to the symbols, users before their operands.
 *
 * <p>A branch that is not taken may have an infinite or undefined derivative, and {@code 0·∞} would spoil
 * the sum. So an adjoint travels together with the condition under which it counts, and it is masked by a
 * selection only where adjoints of different conditions meet.
 */
final class ReverseSweep {
    private final Map<Expr, Adjoint> adjoints = new IdentityHashMap<>();

    private ReverseSweep() {}

    /** An adjoint that counts where {@code active >= 0}; everywhere if that is null. */
    private record Adjoint(Expr value, @Nullable Expr active) {
        Adjoint plus(Adjoint other) {
            if (active == other.active) {
                return new Adjoint(ChainRule.add(value, other.value), active);
            }
            Expr sum = ChainRule.add(masked(), other.masked());
            return new Adjoint(sum, active == null || other.active == null ? null : active.max(other.active));
        }

        Expr masked() {
            return active == null ? value : Expr.select(active, value, Expr.ZERO);
        }

        /** Return the condition under which both this counts and {@code condition} is ≥ 0. */
        Expr and(Expr condition) {
            return active == null ? condition : active.min(condition);
        }
    }

    /**
     * Return Σ_i weight_i · ∂function_i/∂variable_j for every variable.
     *
     * @param order a topological order of the functions. Not modified
     * @param functions [F]. Not modified
     * @param weights [F]. Not modified
     * @param variables symbols [V]. Not modified
     * @return the sums [V]; unmodifiable
     */
    static List<Expr> of(List<Expr> order, List<Expr> functions, List<Expr> weights, List<Expr> variables) {
        ReverseSweep sweep = new ReverseSweep();
        for (int i = 0; i < functions.size(); i++) {
            sweep.add(functions.get(i), new Adjoint(weights.get(i), null));
        }
        for (int i = order.size() - 1; i >= 0; i--) {
            sweep.pull(order.get(i));
        }
        return variables.stream().map(sweep::at).toList();
    }

    private Expr at(Expr variable) {
        Adjoint adjoint = adjoints.get(variable);
        return adjoint == null ? Expr.ZERO : adjoint.masked();
    }

    private void pull(Expr node) {
        Adjoint adjoint = adjoints.get(node);
        if (adjoint == null) {
            return;
        }
        Operation operation = node.operation();
        if (operation == Operation.MIN || operation == Operation.MAX || operation == Operation.SELECT) {
            int branch = operation.arity() - 2;
            Expr minusOne = Expr.constant(-1);
            // ±1 instead of the condition itself, so that NaN counts as "otherwise" in both branches.
            Expr taken = ChainRule.selected(node, branch, Expr.ONE, minusOne);
            Expr otherwise = ChainRule.selected(node, branch, minusOne, Expr.ONE);
            add(node.operand(branch), new Adjoint(adjoint.value, adjoint.and(taken)));
            add(node.operand(branch + 1), new Adjoint(adjoint.value, adjoint.and(otherwise)));
            return;
        }
        for (int i = 0; i < operation.arity(); i++) {
            add(node.operand(i), new Adjoint(ChainRule.scaled(node, i, adjoint.value), adjoint.active));
        }
    }

    private void add(Expr node, Adjoint term) {
        if (node.operation() != Operation.CONSTANT && !ChainRule.isZero(term.value)) {
            adjoints.merge(node, term, Adjoint::plus);
        }
    }
}
