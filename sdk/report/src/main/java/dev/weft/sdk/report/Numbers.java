package dev.weft.sdk.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Writes numbers as short as a plot allows: most of a report's bytes are digits. */
final class Numbers {
    /** Digits of a value: far finer than a pixel, also after zooming. */
    private static final int DIGITS = 6;

    private Numbers() {}

    /**
     * Returns a value as JSON with six significant digits, or more where the values of the plot differ only in later
     * ones (a pressure of 101325.12 Pa in a range of 1 Pa).
     *
     * @param value finite
     * @param span the greatest less the least value of the plot
     */
    static String value(double value, double span) {
        if (value == 0) {
            return "0";
        }
        int common = span > 0 ? Math.max(0, (int) Math.ceil(Math.log10(Math.abs(value) / span))) : 0;
        return plain(
                new BigDecimal(value).round(new MathContext(Math.min(DIGITS + common, 17), RoundingMode.HALF_EVEN)));
    }

    /**
     * Returns a time as JSON, to a ten-millionth of the span or finer.
     *
     * @param offset finite, from the first time of the plot
     * @param span the last less the first time of the plot
     */
    static String time(double offset, double span) {
        if (offset == 0 || span == 0) {
            return "0";
        }
        int decimals = 8 - (int) Math.ceil(Math.log10(span));
        return plain(new BigDecimal(offset).setScale(decimals, RoundingMode.HALF_EVEN));
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toString();
    }
}
