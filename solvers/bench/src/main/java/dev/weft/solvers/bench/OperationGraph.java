package dev.weft.solvers.bench;

import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Hold random sums, differences and products of recent nodes, so that {@link #WIDTH} values stay alive throughout; a
 * number of operations always gives the same graph.
 *
 * @param nodes the inputs, then the operations
 */
public record OperationGraph(List<Expr> nodes) {
    /** Inputs, outputs, and values alive at any point. */
    public static final int WIDTH = 24;

    /** Copy the list. */
    public OperationGraph {
        nodes = List.copyOf(nodes);
    }

    /** Return a graph of so many operations. */
    public static OperationGraph of(int operations) {
        Random random = new Random(operations);
        Set<Expr> nodes = new LinkedHashSet<>();
        List<Expr> list = new ArrayList<>();
        for (int i = 0; i < WIDTH; i++) {
            list.add(Expr.symbol("x" + i));
        }
        while (list.size() < WIDTH + operations) {
            Expr a = list.get(list.size() - 1 - random.nextInt(WIDTH));
            Expr b = list.get(list.size() - 1 - random.nextInt(WIDTH));
            Expr node = switch (random.nextInt(3)) {
                case 0 -> a.plus(b);
                case 1 -> a.minus(b);
                default -> a.times(b);
            };
            if (node.operation().arity() > 0 && nodes.add(node)) {
                list.add(node);
            }
        }
        return new OperationGraph(list);
    }

    /** Return the kernel that computes the last {@link #WIDTH} nodes from the inputs. */
    public Kernel compile() {
        return Kernel.compile(nodes.subList(nodes.size() - WIDTH, nodes.size()), nodes.subList(0, WIDTH));
    }
}
