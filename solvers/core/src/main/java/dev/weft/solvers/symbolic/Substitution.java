package dev.weft.solvers.symbolic;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Replace symbols by expressions, all at once: {@code {x ↦ y, y ↦ x}} exchanges the two.
 *
 * <p>One instance remembers what it has replaced, so that expressions that share subexpressions still
 * share them afterwards, over all calls. Subexpressions without a replaced symbol stay the same nodes.
 * Replaced expressions are simplified anew: a constant for a symbol folds.
 *
 * <p>Not thread-safe, one instance per thread.
 */
public final class Substitution {
    private final Map<Expr, Expr> memo;

    private Substitution(Map<Expr, Expr> memo) {
        this.memo = memo;
    }

    /**
     * Prepare a substitution.
     *
     * @param replacements expressions by the symbols they replace. Not modified
     * @throws IllegalArgumentException if a key is not a symbol
     */
    public static Substitution of(Map<Expr, Expr> replacements) {
        for (Expr key : replacements.keySet()) {
            Symbols.require("replace", key);
        }
        return new Substitution(new IdentityHashMap<>(replacements));
    }

    /**
     * Prepare a substitution by position.
     *
     * @param symbols the symbols to replace [N]. Not modified
     * @param replacements their replacements [N]. Not modified
     * @throws IllegalArgumentException if the lengths differ, one of {@code symbols} is none, or one occurs twice
     */
    public static Substitution of(List<Expr> symbols, List<Expr> replacements) {
        if (symbols.size() != replacements.size()) {
            throw new IllegalArgumentException("replacements = " + replacements.size() + ", expected one for each of "
                    + symbols.size() + " symbols");
        }
        Map<Expr, Expr> pairs = new IdentityHashMap<>();
        for (int i = 0; i < symbols.size(); i++) {
            Symbols.require("replace", symbols.get(i));
            if (pairs.put(symbols.get(i), replacements.get(i)) != null) {
                throw new IllegalArgumentException(
                        "symbol " + symbols.get(i) + " is replaced twice, expected each symbol once");
            }
        }
        return new Substitution(pairs);
    }

    /** Return the expression with the symbols replaced. Cost: linear in its nodes. */
    public Expr apply(Expr expr) {
        return apply(List.of(expr)).get(0);
    }

    /**
     * Return the expressions with the symbols replaced.
     *
     * @param exprs the expressions [N]. Not modified
     * @return their replacements [N]; unmodifiable
     */
    public List<Expr> apply(List<Expr> exprs) {
        for (Expr node : TopologicalOrder.of(exprs)) {
            if (!memo.containsKey(node)) {
                memo.put(node, rebuilt(node));
            }
        }
        return exprs.stream().map(this::known).toList();
    }

    private Expr rebuilt(Expr node) {
        Expr[] operands = new Expr[node.operation().arity()];
        boolean changed = false;
        for (int i = 0; i < operands.length; i++) {
            operands[i] = known(node.operand(i));
            changed |= operands[i] != node.operand(i);
        }
        return changed ? Simplification.of(node.operation(), operands) : node;
    }

    private Expr known(Expr expr) {
        return Objects.requireNonNull(memo.get(expr));
    }
}
