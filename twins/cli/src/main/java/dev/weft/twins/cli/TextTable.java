package dev.weft.twins.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lay out rows of text in columns: the first column to the left, numbers to the right. */
final class TextTable {
    /** From 2001 on; no machine's own clock has counted that many seconds. */
    private static final double CALENDAR_FROM = 1e9;

    private final List<String[]> rows = new ArrayList<>();
    private final String alignment;

    /**
     * Begin a table.
     *
     * @param alignment one letter a column: l for left, r for right
     */
    TextTable(String alignment, String... headers) {
        this.alignment = alignment;
        rows.add(headers);
    }

    void row(String... cells) {
        rows.add(cells);
    }

    @Override
    public String toString() {
        int columns = alignment.length();
        int[] widths = new int[columns];
        for (String[] row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row[i].codePointCount(0, row[i].length()));
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String padding = " ".repeat(widths[i] - row[i].codePointCount(0, row[i].length()));
                line.append(i == 0 ? "" : "  ")
                        .append(alignment.charAt(i) == 'r' ? padding + row[i] : row[i] + padding);
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }

    /** Return a time in seconds to the microsecond: also one counted since 1970 tells neighbouring rows apart. */
    static String time(double seconds) {
        if (!Double.isFinite(seconds)) {
            return "–";
        }
        BigDecimal rounded = new BigDecimal(seconds).setScale(6, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** Tell whether a time counts seconds since 1970. */
    static boolean isCalendar(double seconds) {
        return seconds >= CALENDAR_FROM && seconds < 1e11;
    }

    /** Return a time as a person reads it: a date where it counts since 1970, else seconds. */
    static String moment(double seconds) {
        return isCalendar(seconds)
                ? Instant.ofEpochSecond((long) Math.floor(seconds)).toString()
                : time(seconds) + " s";
    }

    /** Return a number with four significant digits, the way a person writes it. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "-∞";
        }
        // Rounded first: 0.99999 is 1.000, with as many digits as 1.
        double size = Math.abs(new BigDecimal(value).round(new MathContext(4)).doubleValue());
        if (size != 0 && (size < 1e-3 || size >= 1e6)) {
            return String.format(Locale.ROOT, "%.3e", value);
        }
        return String.format(Locale.ROOT, "%." + decimals(size) + "f", value);
    }

    private static int decimals(double size) {
        return size == 0 ? 0 : Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
    }

    /** Return an interval with so many digits that its ends differ in two of them at least, up to twelve decimals. */
    static String interval(double lower, double upper) {
        double size = Math.max(Math.abs(lower), Math.abs(upper));
        double width = upper - lower;
        int decimals = width > 0 && Double.isFinite(width) ? 1 - (int) Math.floor(Math.log10(width)) : 0;
        boolean narrow = size >= 1e-3 && size < 1e6 && decimals > decimals(size) && decimals <= 12;
        String format = "%." + decimals + "f";
        return narrow
                ? String.format(Locale.ROOT, format + " … " + format, lower, upper)
                : number(lower) + " … " + number(upper);
    }
}
