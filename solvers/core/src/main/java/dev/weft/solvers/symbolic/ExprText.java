package dev.weft.solvers.symbolic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Print expressions the way a person writes them: infix, with as few parentheses as precedence allows.
 *
 * <p>A small expression is one line, repetitions included. In a larger one the shared subexpressions are
 * named, each defined on a line before it is used:
 *
 * <pre>
 *   a1 = x^2 + y^2
 *   a2 = sqrt(a1)
 *   sin(a2)/a2 + …
 * </pre>
 *
 * <p>So the text is never much longer than the graph is large. Thread-safe.
 */
public final class ExprText {
    private static final Notation NOTATION = new TextNotation();

    /** Long enough for an equation, short enough for a message. */
    private static final int SHORT = 200;

    private static final int[] DEPTHS = {SHORT, 12, 8, 6, 5, 4, 3, 2, 1};

    private ExprText() {}

    /** Return the expression as a line of text, preceded by definitions if it is large. */
    public static String of(Expr expr) {
        return block(Map.of("", expr));
    }

    /**
     * Return a line {@code name = expression} for each entry, preceded by definitions if together they are large.
     *
     * @param named expressions by name, in the order of the map. Not modified
     */
    public static String block(Map<String, Expr> named) {
        Map<Expr, String> names = SharedNames.of(named.values(), NOTATION);
        List<String> lines = new ArrayList<>();
        names.forEach((expr, name) -> lines.add(name + " = " + new Printer(NOTATION, names).write(expr)));
        named.forEach((name, expr) -> {
            String shared = names.get(expr);
            String text = shared == null ? new Printer(NOTATION, names).write(expr) : shared;
            lines.add(name.isEmpty() ? text : name + " = " + text);
        });
        return String.join("\n", lines);
    }

    /** Return a line of at most 200 characters; what is deep in a long expression is left out as "…". */
    public static String shortened(Expr expr) {
        String text = "";
        for (int depth : DEPTHS) {
            text = new Printer(NOTATION, Map.of()).write(expr, depth, SHORT);
            if (text.length() <= SHORT) {
                return text;
            }
        }
        return text.substring(0, SHORT - 1) + "…";
    }
}
