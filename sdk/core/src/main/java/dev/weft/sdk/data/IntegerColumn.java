package dev.weft.sdk.data;

/** Holds integers; none is missing. Created by {@link Column#integers}. */
public final class IntegerColumn implements Column {

    private final ColumnLabel label;
    private final long[] values;

    /** Takes the values over: the caller gives them up. */
    IntegerColumn(ColumnLabel label, long[] values) {
        this.label = label;
        this.values = values;
    }

    @Override
    public String name() {
        return label.name();
    }

    @Override
    public String unit() {
        return label.unit();
    }

    @Override
    public String meaning() {
        return label.meaning();
    }

    @Override
    public int rows() {
        return values.length;
    }

    @Override
    public String text(int row) {
        return Long.toString(values[row]);
    }

    /**
     * Returns one value.
     *
     * @param row the row, from 0
     * @return the value
     */
    public long value(int row) {
        return values[row];
    }

    /**
     * Copies the values.
     *
     * @return the values, the caller's own
     */
    public long[] values() {
        return values.clone();
    }

    @Override
    public IntegerColumn withUnit(String unit) {
        return new IntegerColumn(label.withUnit(unit), values);
    }

    @Override
    public IntegerColumn withMeaning(String meaning) {
        return new IntegerColumn(label.withMeaning(meaning), values);
    }
}
