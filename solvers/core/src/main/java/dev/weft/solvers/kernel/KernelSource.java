package dev.weft.solvers.kernel;

import dev.weft.solvers.symbolic.Expr;
import dev.weft.solvers.symbolic.Operation;
import dev.weft.solvers.symbolic.TopologicalOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Hold what a kernel shall compute: expressions of symbols, of which some have one value for all lanes.
 *
 * @param outputs the expressions [O]
 * @param inputs the symbols with a value in each lane [I]
 * @param shared the symbols with one value for all lanes [S]
 */
record KernelSource(List<Expr> outputs, List<Expr> inputs, List<Expr> shared) {
    KernelSource {
        outputs = List.copyOf(outputs);
        inputs = List.copyOf(inputs);
        shared = List.copyOf(shared);
        Set<Expr> declared = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Expr input : concat(inputs, shared)) {
            if (!declared.add(input)) {
                throw new IllegalArgumentException("input " + input + " is declared twice, expected each symbol once");
            }
        }
        Set<String> unbound = new LinkedHashSet<>();
        for (Expr expr : TopologicalOrder.of(outputs)) {
            if (expr.operation() == Operation.SYMBOL && !declared.contains(expr)) {
                unbound.add(expr.name());
            }
        }
        if (!unbound.isEmpty()) {
            throw new IllegalArgumentException("unbound symbols " + unbound
                    + ", expected every symbol of the outputs among the " + declared.size() + " inputs");
        }
    }

    private static List<Expr> concat(List<Expr> first, List<Expr> second) {
        List<Expr> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /** Return the inputs, then the shared ones: the order of a single lane's arguments. */
    List<Expr> arguments() {
        return concat(inputs, shared);
    }

    /** Return the nodes that compute something, operands first. */
    List<Expr> operationsInOrder() {
        Set<Expr> arguments = Collections.newSetFromMap(new IdentityHashMap<>());
        arguments.addAll(arguments());
        return TopologicalOrder.of(outputs).stream()
                .filter(e -> e.operation().arity() > 0 && !arguments.contains(e))
                .toList();
    }
}
