package dev.weft.solvers.symbolic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Write one expression in a notation, with as few parentheses as precedence allows.
 *
 * <p>Works on a stack of its own, for a long sum is a graph deeper than a thread's stack. Subexpressions
 * that have a name are written by name. One use, one thread.
 */
final class Printer {
    private static final String OMITTED = "…";

    private final Notation notation;
    private final Map<Expr, String> names;
    private final StringBuilder text = new StringBuilder();
    private final Deque<Part> open = new ArrayDeque<>();
    private final List<Part> parts = new ArrayList<>();
    private int depth;

    Printer(Notation notation, Map<Expr, String> names) {
        this.notation = notation;
        this.names = names;
    }

    /** Text to append, or an expression to write where its context binds as strongly as {@code context}. */
    private sealed interface Part {
        record Text(String text) implements Part {}

        record Operand(Expr expr, int context, int depth) implements Part {}
    }

    /** Return the expression, its root written out even if it has a name. */
    String write(Expr root) {
        return write(root, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /**
     * Return the expression, with what lies deeper than {@code maxDepth} left out, and cut soon after {@code maxLength}
     * characters.
     */
    String write(Expr root, int maxDepth, int maxLength) {
        open.push(new Part.Operand(root, 0, 0));
        while (!open.isEmpty() && text.length() <= maxLength) {
            Part part = open.pop();
            if (part instanceof Part.Text t) {
                text.append(t.text);
            } else if (part instanceof Part.Operand operand) {
                write(operand, maxDepth);
            }
        }
        return text.toString();
    }

    private void write(Part.Operand operand, int maxDepth) {
        Expr expr = operand.expr;
        String name = operand.depth == 0 ? null : names.get(expr);
        if (name != null) {
            text.append(name);
            return;
        }
        if (operand.depth >= maxDepth && expr.operation().arity() > 0) {
            text.append(OMITTED);
            return;
        }
        depth = operand.depth + 1;
        boolean parentheses = notation.precedence(expr) < operand.context;
        if (parentheses) {
            text(notation.open());
        }
        notation.write(expr, this);
        if (parentheses) {
            text(notation.close());
        }
        for (int i = parts.size() - 1; i >= 0; i--) {
            open.push(parts.get(i));
        }
        parts.clear();
    }

    /** Append text; for notations. */
    Printer text(String added) {
        parts.add(new Part.Text(added));
        return this;
    }

    /** Append an operand, in parentheses if it binds less than {@code context}; for notations. */
    Printer operand(Expr expr, int context) {
        parts.add(new Part.Operand(expr, context, depth));
        return this;
    }

    /** Append an operand on the right of a sign, where a leading minus needs parentheses; for notations. */
    Printer right(Expr expr, int context) {
        return operand(expr, expr.operation() == Operation.NEGATE ? Math.max(context, Notation.POWER) : context);
    }
}
