package dev.weft.solvers.symbolic;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Follow through a graph whether nodes are free of variables, affine in them, or neither. */
final class Linearity {
    /** In the order of generality. */
    private enum Degree {
        FREE,
        AFFINE,
        OTHER
    }

    private final Map<Expr, Degree> degrees = new IdentityHashMap<>();

    private Linearity() {}

    static boolean isAffine(List<Expr> functions, List<Expr> variables) {
        Linearity linearity = new Linearity();
        variables.forEach(v -> linearity.degrees.put(v, Degree.AFFINE));
        for (Expr node : TopologicalOrder.of(functions)) {
            linearity.degrees.computeIfAbsent(node, linearity::degree);
        }
        return functions.stream().allMatch(f -> linearity.of(f) != Degree.OTHER);
    }

    private Degree degree(Expr node) {
        Degree highest = Degree.FREE;
        for (Expr operand : node.operands()) {
            highest = max(highest, of(operand));
        }
        if (highest != Degree.AFFINE) {
            return highest;
        }
        boolean affine = switch (node.operation()) {
            case ADD, SUBTRACT, NEGATE -> true;
            case MULTIPLY -> of(node.operand(0)) == Degree.FREE || of(node.operand(1)) == Degree.FREE;
            case DIVIDE -> of(node.operand(1)) == Degree.FREE;
            case SELECT -> of(node.operand(0)) == Degree.FREE;
            // Also floor, sign and the like: their derivative is 0, but they jump.
            default -> false;
        };
        return affine ? Degree.AFFINE : Degree.OTHER;
    }

    private Degree of(Expr node) {
        return degrees.getOrDefault(node, Degree.FREE);
    }

    private static Degree max(Degree a, Degree b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
