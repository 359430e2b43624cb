package dev.weft.solvers.symbolic;

import java.util.List;

/**
 * Print expressions the way a person writes them: infix, with as few parentheses as precedence allows.
 *
 * <p>A graph is printed as a tree: shared subexpressions appear as often as they are used.
 */
public final class ExprText {
    private static final int SUM = 1;
    private static final int PRODUCT = 2;
    private static final int POWER = 3;
    private static final int ATOM = 4;

    private ExprText() {}

    /** Return the expression as one line of text. */
    public static String of(Expr expr) {
        StringBuilder text = new StringBuilder();
        print(expr, 0, text);
        return text.toString();
    }

    static String shortened(Expr expr) {
        return of(expr);
    }

    private static void print(Expr expr, int context, StringBuilder text) {
        int own = precedence(expr);
        boolean parentheses = own < context;
        if (parentheses) {
            text.append('(');
        }
        List<Expr> operands = expr.operands();
        switch (expr.operation()) {
            case CONSTANT -> text.append(number(expr.value()));
            case SYMBOL -> text.append(expr.name());
            case ADD -> infix(operands, " + ", SUM, SUM, text);
            case SUBTRACT -> infix(operands, " - ", SUM, PRODUCT, text);
            case MULTIPLY -> {
                if (operands.get(0) == operands.get(1)) {
                    print(operands.get(0), ATOM, text);
                    text.append("^2");
                } else {
                    infix(operands, "*", PRODUCT, PRODUCT, text);
                }
            }
            case DIVIDE -> infix(operands, "/", PRODUCT, POWER, text);
            case POWER -> infix(operands, "^", ATOM, ATOM, text);
            case NEGATE -> {
                text.append('-');
                print(operands.get(0), POWER, text);
            }
            default -> function(expr, text);
        }
        if (parentheses) {
            text.append(')');
        }
    }

    private static void infix(List<Expr> operands, String sign, int left, int right, StringBuilder text) {
        print(operands.get(0), left, text);
        text.append(sign);
        print(operands.get(1), right, text);
    }

    private static void function(Expr expr, StringBuilder text) {
        text.append(expr.operation().name().toLowerCase(java.util.Locale.ROOT)).append('(');
        String separator = "";
        for (Expr operand : expr.operands()) {
            text.append(separator);
            print(operand, 0, text);
            separator = ", ";
        }
        text.append(')');
    }

    private static int precedence(Expr expr) {
        return switch (expr.operation()) {
            case ADD, SUBTRACT -> SUM;
            case MULTIPLY -> expr.operands().get(0) == expr.operands().get(1) ? POWER : PRODUCT;
            case DIVIDE, NEGATE -> PRODUCT;
            case POWER -> POWER;
            case CONSTANT -> expr.value() < 0 || expr.isConstant(-0.0) ? SUM : ATOM;
            default -> ATOM;
        };
    }

    private static String number(double value) {
        if (value == 0 && 1 / value < 0) {
            return "-0";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
