package dev.weft.sdk.data;

import com.fasterxml.jackson.core.io.NumberInput;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads the number in a cell, exactly: the double nearest to the written decimal. Not thread-safe.
 *
 * <p>Stricter than {@link Double#parseDouble}: no hexadecimal, no type suffix. Blanks around the number are ignored.
 */
final class NumberParser {

    /** What a cell holds. */
    enum Kind {
        /** Nothing, or blanks: a missing value. */
        EMPTY,
        /** An integer that {@link Long#toString} writes in the same way. */
        INTEGER,
        /** Any other number, NaN and the infinities included. */
        NUMBER,
        /** A number that its digits do not survive, such as 007 or one of thirty digits: perhaps a name. */
        CODE,
        /** Anything else. */
        TEXT
    }

    // Every power up to here is a double without rounding (Clinger, "How to Read Floating Point Numbers
    // Accurately", 1990): one exactly rounded division or product then gives the nearest double.
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final long EXACT_IN_A_DOUBLE = 1L << 53;
    private static final int DIGITS_IN_A_LONG = 18;

    private double value;
    private long integer;

    /** The number last parsed; NaN after EMPTY and TEXT. */
    double value() {
        return value;
    }

    /** The integer last parsed, after INTEGER. */
    long integer() {
        return integer;
    }

    Kind parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return parse(bytes, 0, bytes.length);
    }

    /** Parses the cell in text[from, to), encoded in UTF-8. */
    Kind parse(byte[] text, int from, int to) {
        value = Double.NaN;
        int start = from;
        int end = to;
        while (start < end && isBlank(text[start])) {
            start++;
        }
        while (end > start && isBlank(text[end - 1])) {
            end--;
        }
        return start == end ? Kind.EMPTY : parseTrimmed(text, start, end);
    }

    private Kind parseTrimmed(byte[] text, int start, int end) {
        int at = start;
        boolean signed = text[at] == '-' || text[at] == '+';
        boolean negative = text[at] == '-';
        at += signed ? 1 : 0;

        int firstDigit = at;
        long mantissa = 0;
        while (at < end && isDigit(text[at])) {
            // Overflow is harmless: with over 18 digits the mantissa is not used.
            mantissa = 10 * mantissa + (text[at++] - '0');
        }
        int whole = at - firstDigit;
        int fraction = 0;
        boolean pointed = at < end && text[at] == '.';
        if (pointed) {
            int first = ++at;
            while (at < end && isDigit(text[at])) {
                mantissa = 10 * mantissa + (text[at++] - '0');
            }
            fraction = at - first;
        }
        if (whole + fraction == 0) {
            return notFinite(text, start, end);
        }
        int exponent = 0;
        boolean scaled = at < end && (text[at] == 'e' || text[at] == 'E');
        if (scaled) {
            at++;
            boolean down = at < end && text[at] == '-';
            at += at < end && (text[at] == '-' || text[at] == '+') ? 1 : 0;
            int first = at;
            while (at < end && isDigit(text[at])) {
                exponent = Math.min(100_000, 10 * exponent + (text[at++] - '0'));
            }
            if (at == first) {
                return Kind.TEXT;
            }
            exponent = down ? -exponent : exponent;
        }
        if (at < end) {
            return Kind.TEXT;
        }
        value = nearest(text, start, end, negative, mantissa, whole + fraction, exponent - fraction);
        if (whole > 1 && text[firstDigit] == '0') {
            return Kind.CODE;
        }
        return pointed || scaled || text[start] == '+' ? Kind.NUMBER : integer(text, start, end, whole, mantissa);
    }

    private static double nearest(
            byte[] text, int start, int end, boolean negative, long mantissa, int digits, int powerOfTen) {
        if (digits <= DIGITS_IN_A_LONG && mantissa <= EXACT_IN_A_DOUBLE && Math.abs(powerOfTen) <= 22) {
            double magnitude =
                    powerOfTen < 0 ? mantissa / POWERS_OF_TEN[-powerOfTen] : mantissa * POWERS_OF_TEN[powerOfTen];
            return negative ? -magnitude : magnitude;
        }
        return NumberInput.parseDouble(ascii(text, start, end), true);
    }

    private Kind integer(byte[] text, int start, int end, int digits, long mantissa) {
        boolean negative = text[start] == '-';
        if (digits <= DIGITS_IN_A_LONG) {
            integer = negative ? -mantissa : mantissa;
            return negative && mantissa == 0 ? Kind.NUMBER : Kind.INTEGER;
        }
        try {
            integer = Long.parseLong(ascii(text, start, end));
            return Kind.INTEGER;
        } catch (NumberFormatException tooLong) {
            return Kind.CODE;
        }
    }

    private Kind notFinite(byte[] text, int start, int end) {
        if (end - start > "-infinity".length()) {
            return Kind.TEXT;
        }
        switch (ascii(text, start, end).toLowerCase(Locale.ROOT)) {
            case "nan" -> value = Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> value = Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> value = Double.NEGATIVE_INFINITY;
            default -> {
                return Kind.TEXT;
            }
        }
        return Kind.NUMBER;
    }

    private static String ascii(byte[] text, int start, int end) {
        return new String(text, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private static boolean isBlank(byte character) {
        return character == ' ' || character == '\t';
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }
}
