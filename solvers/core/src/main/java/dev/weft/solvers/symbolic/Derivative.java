package dev.weft.solvers.symbolic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Differentiate expressions into expressions.
 *
 * <p>A derivative shares its subexpressions with the value, so evaluating both costs little more than
 * the larger one. Terms with a structurally zero factor are dropped ({@code 0·x → 0}): a parameter that
 * an expression does not contain has derivative 0 even where another subexpression is not finite.
 *
 * <p>At the kinks of abs, min, max and select the derivative of the branch that {@link Operation} takes
 * is returned (of a tie in min and max that of the first operand), and a branch not taken never spoils
 * the derivative; sign, floor, ceil and rint have derivative 0. Where a power is 0 its derivative to the
 * exponent is the limit 0. Forward and reverse derivatives agree up to rounding.
 *
 * <p>Graphs may be deeper than a thread's stack. Thread-safe.
 *
 * <p>Source: A. Griewank, A. Walther, "Evaluating Derivatives", 2nd edition, 2008, chapter 3.
 */
public final class Derivative {
    /** How many times as many variables as functions make the forward sweep not worth a try. */
    private static final int WIDE = 8;

    private Derivative() {}

    /**
     * Return ∂expr/∂variable.
     *
     * @throws IllegalArgumentException if {@code variable} is not a symbol
     */
    public static Expr of(Expr expr, Expr variable) {
        return jacobianVectorProduct(List.of(expr), List.of(variable), List.of(Expr.ONE))
                .get(0);
    }

    /**
     * Return ∂expr/∂v_j for all variables by one reverse sweep: the operations of value and gradient together
     * are a small multiple of those of the value, however many variables there are.
     *
     * @param variables symbols [V]. Not modified
     * @return the gradient [V]; unmodifiable
     * @throws IllegalArgumentException if one of {@code variables} is not a symbol
     */
    public static List<Expr> gradient(Expr expr, List<Expr> variables) {
        return vectorJacobianProduct(List.of(expr), variables, List.of(Expr.ONE));
    }

    /**
     * Return the Jacobian ∂f_i/∂v_j, row-major [F×V]: by a forward sweep for each variable where V ≤ F, by a reverse
     * sweep for each function where V > 8F, and between the two by whichever makes fewer operations.
     *
     * @param functions [F]. Not modified
     * @param variables symbols [V]. Not modified
     * @return the entries; unmodifiable
     * @throws IllegalArgumentException if one of {@code variables} is not a symbol
     */
    public static List<Expr> jacobian(List<Expr> functions, List<Expr> variables) {
        variables.forEach(v -> Symbols.require("differentiate with respect to", v));
        if (variables.size() <= functions.size()) {
            return forward(functions, variables);
        }
        List<Expr> reverse = reverse(functions, variables);
        if (variables.size() > WIDE * functions.size()) {
            return reverse;
        }
        List<Expr> forward = forward(functions, variables);
        return nodes(functions, forward) <= nodes(functions, reverse) ? forward : reverse;
    }

    /** Return the nodes that values and derivatives need together. */
    private static int nodes(List<Expr> functions, List<Expr> entries) {
        List<Expr> all = new ArrayList<>(functions);
        all.addAll(entries);
        return TopologicalOrder.of(all).size();
    }

    static List<Expr> reverse(List<Expr> functions, List<Expr> variables) {
        List<Expr> entries = new ArrayList<>(functions.size() * variables.size());
        for (Expr function : functions) {
            entries.addAll(gradient(function, variables));
        }
        return Collections.unmodifiableList(entries);
    }

    static List<Expr> forward(List<Expr> functions, List<Expr> variables) {
        List<Expr> order = TopologicalOrder.of(functions);
        List<List<Expr>> columns = variables.stream()
                .map(v -> ForwardSweep.along(order, functions, Map.of(v, Expr.ONE)))
                .toList();
        List<Expr> entries = new ArrayList<>(functions.size() * variables.size());
        for (int i = 0; i < functions.size(); i++) {
            for (List<Expr> column : columns) {
                entries.add(column.get(i));
            }
        }
        return Collections.unmodifiableList(entries);
    }

    /**
     * Return the derivatives along a direction, Σ_j ∂f_i/∂v_j · d_j, by one forward sweep.
     *
     * @param functions [F]. Not modified
     * @param variables symbols [V]. Not modified
     * @param direction [V]. Not modified
     * @return the derivatives [F]; unmodifiable
     * @throws IllegalArgumentException if one of {@code variables} is not a symbol or occurs twice, or the lengths
     *     differ
     */
    public static List<Expr> jacobianVectorProduct(List<Expr> functions, List<Expr> variables, List<Expr> direction) {
        requireLength("direction", direction.size(), "variables", variables.size());
        Map<Expr, Expr> seeds = new IdentityHashMap<>();
        for (int j = 0; j < variables.size(); j++) {
            Symbols.require("differentiate with respect to", variables.get(j));
            if (seeds.put(variables.get(j), direction.get(j)) != null) {
                throw new IllegalArgumentException(
                        "variable " + variables.get(j) + " occurs twice, expected each symbol once");
            }
        }
        return ForwardSweep.along(TopologicalOrder.of(functions), functions, seeds);
    }

    /**
     * Return the weighted sums of rows, Σ_i w_i · ∂f_i/∂v_j, by one reverse sweep.
     *
     * @param functions [F]. Not modified
     * @param variables symbols [V]. Not modified
     * @param weights [F]. Not modified
     * @return the sums [V]; unmodifiable
     * @throws IllegalArgumentException if one of {@code variables} is not a symbol, or the lengths differ
     */
    public static List<Expr> vectorJacobianProduct(List<Expr> functions, List<Expr> variables, List<Expr> weights) {
        requireLength("weights", weights.size(), "functions", functions.size());
        variables.forEach(v -> Symbols.require("differentiate with respect to", v));
        return ReverseSweep.of(TopologicalOrder.of(functions), functions, weights, variables);
    }

    /**
     * Tell whether the functions are affine in the variables: whether their Jacobian is free of them, and none jumps or
     * bends where a variable crosses a value.
     *
     * <p>The test is structural. {@code true} is certain; {@code false} is also said of a function that is linear
     * only after algebra, as x²/x is.
     *
     * @param functions [F]. Not modified
     * @param variables symbols [V]. Not modified
     * @throws IllegalArgumentException if one of {@code variables} is not a symbol
     */
    public static boolean isLinearIn(List<Expr> functions, List<Expr> variables) {
        variables.forEach(v -> Symbols.require("test linearity in", v));
        return Linearity.isAffine(functions, variables);
    }

    private static void requireLength(String what, int length, String ofWhat, int expected) {
        if (length != expected) {
            throw new IllegalArgumentException(
                    what + " = " + length + " expressions, expected one for each of the " + expected + " " + ofWhat);
        }
    }
}
