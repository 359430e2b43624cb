package dev.weft.sdk.report;

import java.math.BigDecimal;
import java.math.MathContext;

/** Writes the numbers at the axes of a plot image. */
final class TickText {
    private TickText() {}

    /** Returns the shortest number that is a tick's to a millionth of the axis. */
    static String of(double value, double span) {
        double size = Math.max(Math.abs(value), span);
        if (value == 0 || Math.abs(value) < 1e-9 * span) {
            return "0";
        }
        int digits = span > 0 ? Math.max(1, 6 + (int) Math.ceil(Math.log10(Math.abs(value) / span))) : 6;
        BigDecimal number = new BigDecimal(value)
                .round(new MathContext(Math.min(digits, 15)))
                .stripTrailingZeros();
        String text = size >= 1e7 || size < 1e-4 ? number.toString() : number.toPlainString();
        return text.replace('-', '\u2212').replace("E+", "e").replace('E', 'e');
    }
}
