package dev.weft.solvers.symbolic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Print expressions as LaTeX, for math mode with amsmath.
 *
 * <p>A small expression is one formula. In a larger one the shared subexpressions are named and defined
 * above it in an {@code aligned} block, as {@link ExprText} does in lines. Names of symbols: a letter
 * stays as it is, {@code omega} is the letter ω, a word is upright, {@code T_in} has the subscript "in".
 * Thread-safe.
 */
public final class ExprLatex {
    private static final Notation NOTATION = new LatexNotation();

    private ExprLatex() {}

    /** Return the expression as a formula, with definitions above it if it is large. */
    public static String of(Expr expr) {
        Map<Expr, String> names = SharedNames.of(List.of(expr), NOTATION);
        String formula = new Printer(NOTATION, names).write(expr);
        if (names.isEmpty()) {
            return formula;
        }
        List<String> lines = definitions(names);
        lines.add("& " + formula);
        return aligned(lines);
    }

    /**
     * Return a block of equations {@code left &= expression}, with definitions above them if together they are large.
     *
     * @param equations expressions by their left sides in LaTeX, such as {@code \dot{x}}, in the order of the map. Not
     *     modified
     */
    public static String equations(Map<String, Expr> equations) {
        Map<Expr, String> names = SharedNames.of(equations.values(), NOTATION);
        List<String> lines = definitions(names);
        equations.forEach((left, expr) -> {
            String shared = names.get(expr);
            lines.add(left + " &= " + (shared == null ? new Printer(NOTATION, names).write(expr) : shared));
        });
        return aligned(lines);
    }

    private static List<String> definitions(Map<Expr, String> names) {
        List<String> lines = new ArrayList<>();
        names.forEach((expr, name) -> lines.add(name + " &= " + new Printer(NOTATION, names).write(expr)));
        return lines;
    }

    private static String aligned(List<String> lines) {
        return "\\begin{aligned}\n" + String.join(" \\\\\n", lines) + "\n\\end{aligned}";
    }
}
