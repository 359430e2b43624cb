package dev.weft.solvers.kernel;

import dev.weft.solvers.symbolic.Expr;
import dev.weft.solvers.symbolic.Operation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
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
        for (Expr expr : inOrder(outputs)) {
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
        return inOrder(outputs).stream()
                .filter(e -> e.operation().arity() > 0 && !arguments.contains(e))
                .toList();
    }

    /** Operands first, on a stack of its own: a long sum is a graph deeper than a thread's stack. */
    private static List<Expr> inOrder(List<Expr> roots) {
        Set<Expr> done = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Expr> order = new ArrayList<>();
        Deque<Expr> open = new ArrayDeque<>();
        for (Expr root : roots) {
            open.push(root);
            while (!open.isEmpty()) {
                Expr expr = open.peek();
                int before = open.size();
                if (!done.contains(expr)) {
                    for (int i = expr.operands().size() - 1; i >= 0; i--) {
                        if (!done.contains(expr.operands().get(i))) {
                            open.push(expr.operands().get(i));
                        }
                    }
                    if (open.size() > before) {
                        continue;
                    }
                    done.add(expr);
                    order.add(expr);
                }
                open.pop();
            }
        }
        return order;
    }
}
