package dev.weft.solvers.symbolic;

import java.util.Locale;

/** Write as programs do: {@code a*b^2 + sin(x)}. */
final class TextNotation extends Notation {
    @Override
    void write(Expr e, Printer printer) {
        switch (e.operation()) {
            case CONSTANT -> printer.text(number(e.value()));
            case SYMBOL -> printer.text(e.name());
            case ADD -> infix(e, " + ", SUM, SUM, printer);
            case SUBTRACT -> infix(e, " - ", SUM, PRODUCT, printer);
            case MULTIPLY -> {
                if (isSquare(e)) {
                    printer.operand(e.operand(0), ATOM).text("^2");
                } else {
                    infix(e, "*", PRODUCT, PRODUCT, printer);
                }
            }
            case DIVIDE -> infix(e, "/", PRODUCT, POWER, printer);
            case POWER -> infix(e, "^", ATOM, ATOM, printer);
            case NEGATE -> printer.text("-").operand(e.operand(0), POWER);
            default -> function(e, printer);
        }
    }

    private static void infix(Expr e, String sign, int left, int right, Printer printer) {
        printer.operand(e.operand(0), left).text(sign).right(e.operand(1), right);
    }

    private static void function(Expr e, Printer printer) {
        printer.text(e.operation().name().toLowerCase(Locale.ROOT)).text("(");
        for (int i = 0; i < e.operation().arity(); i++) {
            printer.text(i == 0 ? "" : ", ").operand(e.operand(i), 0);
        }
        printer.text(")");
    }

    @Override
    String name(int number) {
        return "a" + number;
    }

    @Override
    String open() {
        return "(";
    }

    @Override
    String close() {
        return ")";
    }
}
