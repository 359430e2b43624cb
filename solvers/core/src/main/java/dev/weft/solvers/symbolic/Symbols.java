package dev.weft.solvers.symbolic;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Tell which symbols expressions contain. */
public final class Symbols {
    private Symbols() {}

    /** Return the symbols that occur in the expressions, the oldest first; a new set. */
    public static Set<Expr> of(Collection<Expr> exprs) {
        return TopologicalOrder.of(exprs).stream()
                .filter(node -> node.operation() == Operation.SYMBOL)
                .sorted(Comparator.comparingLong(Expr::creationNumber))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    static void require(String action, Expr expr) {
        if (expr.operation() != Operation.SYMBOL) {
            throw new IllegalArgumentException("cannot " + action + " " + expr + ", expected a symbol");
        }
    }
}
