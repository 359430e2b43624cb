package dev.weft.solvers.symbolic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * List the nodes under some expressions so that every node stands after its operands.
 *
 * <p>The order is that of a depth-first walk, roots and operands from left to right; it depends on the
 * graph only. The walk keeps a stack of its own: a long sum is a graph deeper than a thread's stack.
 */
public final class TopologicalOrder {
    private TopologicalOrder() {}

    /**
     * Return every node reachable from the roots once, operands before their users, leaves included.
     *
     * <p>Cost: linear in nodes and edges.
     *
     * @param roots expressions in the order in which they are to be completed. Not modified
     * @return the nodes; unmodifiable
     */
    public static List<Expr> of(Collection<Expr> roots) {
        List<Expr> order = new ArrayList<>();
        Set<Expr> done = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Expr> open = new ArrayDeque<>();
        for (Expr root : roots) {
            open.push(root);
            while (!open.isEmpty()) {
                Expr node = open.peek();
                if (done.contains(node) || !pushMissing(node, done, open)) {
                    open.pop();
                    if (done.add(node)) {
                        order.add(node);
                    }
                }
            }
        }
        return Collections.unmodifiableList(order);
    }

    private static boolean pushMissing(Expr node, Set<Expr> done, Deque<Expr> open) {
        boolean missing = false;
        for (int i = node.operation().arity() - 1; i >= 0; i--) {
            Expr operand = node.operand(i);
            if (!done.contains(operand)) {
                open.push(operand);
                missing = true;
            }
        }
        return missing;
    }
}
