package dev.weft.solvers.symbolic;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Choose names for the subexpressions that several others share, so that printing a graph takes no longer
 * than the graph is large: as a tree it may be exponentially larger.
 */
final class SharedNames {
    /** Up to so many nodes a tree is printed whole, repetitions included. */
    private static final double READABLE = 60;

    private SharedNames() {}

    /** Return names by subexpression, in an order in which each needs those before it only; empty for small trees. */
    static Map<Expr, String> of(Collection<Expr> roots, Notation notation) {
        List<Expr> order = TopologicalOrder.of(roots);
        Map<Expr, String> names = new LinkedHashMap<>();
        if (treeSize(order, roots) <= READABLE) {
            return names;
        }
        Map<Expr, Integer> uses = new IdentityHashMap<>();
        roots.forEach(root -> uses.merge(root, 1, Integer::sum));
        for (Expr node : order) {
            // A square is written once, as a power.
            List<Expr> operands = Notation.isSquare(node) ? List.of(node.operand(0)) : node.operands();
            operands.forEach(operand -> uses.merge(operand, 1, Integer::sum));
        }
        Set<String> taken = Symbols.of(roots).stream().map(Expr::name).collect(Collectors.toSet());
        int number = 0;
        for (Expr node : order) {
            if (node.operation().arity() > 0 && uses.getOrDefault(node, 0) > 1) {
                do {
                    number++;
                } while (taken.contains("a" + number) || taken.contains("a_" + number));
                names.put(node, notation.name(number));
            }
        }
        return names;
    }

    /** In floating point, for it may be 2^1000; infinite is large enough. */
    private static double treeSize(List<Expr> order, Collection<Expr> roots) {
        Map<Expr, Double> sizes = new IdentityHashMap<>();
        for (Expr node : order) {
            double size = 1;
            for (int i = 0; i < node.operation().arity(); i++) {
                size += sizes.getOrDefault(node.operand(i), 0.0);
            }
            sizes.put(node, size);
        }
        return roots.stream().mapToDouble(root -> sizes.getOrDefault(root, 0.0)).sum();
    }
}
