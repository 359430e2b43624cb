package dev.weft.sdk.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Keeps the cells of one CSV column as text, back to back: a few bytes a cell, so that the kind of the column can be
 * told when all of it is known.
 */
final class CellStore {

    private static final int MOST_BYTES = Integer.MAX_VALUE - 16;

    private byte[] bytes = new byte[1 << 10];
    private int[] ends = new int[1 << 8];
    private int cells;

    void add(char[] text, int from, int length) {
        int start = cells == 0 ? 0 : ends[cells - 1];
        reserve(start, length);
        int at = start;
        for (int i = 0; i < length; i++) {
            char character = text[from + i];
            if (character >= 0x80) {
                at = addEncoded(start, new String(text, from, length).getBytes(StandardCharsets.UTF_8));
                break;
            }
            bytes[at++] = (byte) character;
        }
        if (cells == ends.length) {
            ends = Arrays.copyOf(ends, ends.length + (ends.length >> 1));
        }
        ends[cells++] = at;
    }

    private int addEncoded(int start, byte[] encoded) {
        reserve(start, encoded.length);
        System.arraycopy(encoded, 0, bytes, start, encoded.length);
        return start + encoded.length;
    }

    private void reserve(int start, int length) {
        long needed = (long) start + length;
        if (needed > MOST_BYTES) {
            throw new DataException("a column holds more than 2 GiB of text; split the file");
        }
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(MOST_BYTES, Math.max(needed, bytes.length * 3L / 2)));
        }
    }

    int cells() {
        return cells;
    }

    /** Makes the column: integers if all cells are, else numbers if all cells are or miss, else texts. */
    Column toColumn(ColumnLabel label) {
        NumberParser parser = new NumberParser();
        double[] numbers = new double[cells];
        long[] integers = new long[cells];
        boolean allIntegers = true;
        int start = 0;
        for (int cell = 0; cell < cells; cell++) {
            NumberParser.Kind kind = parser.parse(bytes, start, ends[cell]);
            if (kind == NumberParser.Kind.TEXT || kind == NumberParser.Kind.CODE) {
                return toTexts(label);
            }
            allIntegers &= kind == NumberParser.Kind.INTEGER;
            numbers[cell] = parser.value();
            integers[cell] = parser.integer();
            start = ends[cell];
        }
        return allIntegers ? new IntegerColumn(label, integers) : new NumberColumn(label, numbers);
    }

    private TextColumn toTexts(ColumnLabel label) {
        String[] texts = new String[cells];
        int start = 0;
        int startBefore = 0;
        for (int cell = 0; cell < cells; cell++) {
            int end = ends[cell];
            // A series' name stands in thousands of rows on end: one String serves them all.
            boolean repeats = cell > 0 && Arrays.equals(bytes, startBefore, start, bytes, start, end);
            texts[cell] = repeats ? texts[cell - 1] : new String(bytes, start, end - start, StandardCharsets.UTF_8);
            startBefore = start;
            start = end;
        }
        return new TextColumn(label, List.of(texts));
    }
}
