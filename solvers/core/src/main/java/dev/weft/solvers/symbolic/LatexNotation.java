package dev.weft.solvers.symbolic;

import java.util.Locale;
import java.util.Set;

/** Write as mathematicians do, in LaTeX with amsmath. */
final class LatexNotation extends Notation {
    private static final Set<String> GREEK = Set.of(
            "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu",
            "xi", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega", "Gamma", "Delta", "Theta",
            "Lambda", "Xi", "Pi", "Sigma", "Phi", "Psi", "Omega");

    @Override
    int precedence(Expr expr) {
        return switch (expr.operation()) {
            // A fraction or e^x is one block in a product, but not under an exponent.
            case DIVIDE, EXP, CBRT, SQRT -> POWER;
            case CONSTANT ->
                expr.value() >= 0 && latexNumber(expr.value()).contains("cdot") ? PRODUCT : super.precedence(expr);
            default -> super.precedence(expr);
        };
    }

    @Override
    void write(Expr e, Printer printer) {
        switch (e.operation()) {
            case CONSTANT -> printer.text(latexNumber(e.value()));
            case SYMBOL -> printer.text(symbol(e.name()));
            case ADD -> printer.operand(e.operand(0), SUM).text(" + ").right(e.operand(1), SUM);
            case SUBTRACT -> printer.operand(e.operand(0), SUM).text(" - ").right(e.operand(1), PRODUCT);
            case MULTIPLY -> product(e, printer);
            case DIVIDE ->
                printer.text("\\frac{")
                        .operand(e.operand(0), 0)
                        .text("}{")
                        .operand(e.operand(1), 0)
                        .text("}");
            case POWER ->
                printer.operand(e.operand(0), ATOM)
                        .text("^{")
                        .operand(e.operand(1), 0)
                        .text("}");
            case NEGATE -> printer.text("-").right(e.operand(0), PRODUCT);
            case EXP -> printer.text("e^{").operand(e.operand(0), 0).text("}");
            case SQRT -> printer.text("\\sqrt{").operand(e.operand(0), 0).text("}");
            case CBRT -> printer.text("\\sqrt[3]{").operand(e.operand(0), 0).text("}");
            case ABS -> enclosed(e, "\\left|", "\\right|", printer);
            case FLOOR -> enclosed(e, "\\left\\lfloor ", "\\right\\rfloor", printer);
            case CEIL -> enclosed(e, "\\left\\lceil ", "\\right\\rceil", printer);
            case SELECT ->
                printer.text("\\begin{cases}")
                        .operand(e.operand(1), 0)
                        .text(" & ")
                        .operand(e.operand(0), 0)
                        .text(" \\ge 0 \\\\ ")
                        .operand(e.operand(2), 0)
                        .text(" & \\text{otherwise}\\end{cases}");
            default -> function(e, printer);
        }
    }

    private static void product(Expr e, Printer printer) {
        Expr right = e.operand(1);
        if (isSquare(e)) {
            printer.operand(right, ATOM).text("^{2}");
        } else {
            // A number after a factor would read as part of it.
            printer.operand(e.operand(0), PRODUCT)
                    .text(startsWithNumber(right) ? " \\cdot " : " \\, ")
                    .right(right, PRODUCT);
        }
    }

    private static boolean startsWithNumber(Expr expr) {
        Expr first = expr;
        while (first.operation() == Operation.MULTIPLY || first.operation() == Operation.POWER) {
            first = first.operand(0);
        }
        return first.operation() == Operation.CONSTANT;
    }

    private static void enclosed(Expr e, String open, String close, Printer printer) {
        printer.text(open).operand(e.operand(0), 0).text(close);
    }

    private static void function(Expr e, Printer printer) {
        printer.text(functionName(e.operation())).text("\\left(");
        for (int i = 0; i < e.operation().arity(); i++) {
            printer.text(i == 0 ? "" : ", ").operand(e.operand(i), 0);
        }
        printer.text("\\right)");
    }

    private static String functionName(Operation operation) {
        return switch (operation) {
            case MIN, MAX, SIN, COS, TAN, SINH, COSH, TANH ->
                "\\" + operation.name().toLowerCase(Locale.ROOT);
            case LOG -> "\\ln";
            case ASIN -> "\\arcsin";
            case ACOS -> "\\arccos";
            case ATAN -> "\\arctan";
            case SIGN -> "\\operatorname{sgn}";
            case RINT -> "\\operatorname{round}";
            default -> "\\operatorname{" + operation.name().toLowerCase(Locale.ROOT) + "}";
        };
    }

    /** A letter stays italic, a Greek name is the letter, a word is upright; parts after "_" are subscripts. */
    private static String symbol(String name) {
        int bar = name.indexOf('_', 1);
        if (bar > 0 && bar < name.length() - 1) {
            return word(name.substring(0, bar)) + "_{" + word(name.substring(bar + 1)) + "}";
        }
        return word(name);
    }

    private static String word(String word) {
        if (GREEK.contains(word)) {
            return "\\" + word;
        }
        boolean plain = word.length() == 1 || word.chars().allMatch(Character::isDigit);
        return plain && Character.isLetterOrDigit(word.charAt(0)) ? word : "\\mathrm{" + escaped(word) + "}";
    }

    private static String escaped(String word) {
        return word.replaceAll("[\\\\^~]", "\\\\text{-}")
                .replaceAll("[_#$%&{}]", "\\\\$0")
                .replace(" ", "\\ ");
    }

    private static String latexNumber(double value) {
        if (Double.isNaN(value)) {
            return "\\mathrm{NaN}";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "\\infty" : "-\\infty";
        }
        String plain = number(value).replace(".0E", "E");
        int exponent = plain.indexOf('E');
        if (exponent < 0) {
            return plain;
        }
        String power = "10^{" + plain.substring(exponent + 1) + "}";
        String digits = plain.substring(0, exponent);
        return switch (digits) {
            case "1" -> power;
            case "-1" -> "-" + power;
            default -> digits + " \\cdot " + power;
        };
    }

    @Override
    String name(int number) {
        return "a_{" + number + "}";
    }

    @Override
    String open() {
        return "\\left(";
    }

    @Override
    String close() {
        return "\\right)";
    }
}
