package dev.weft.sdk.data;

import com.fasterxml.jackson.core.io.NumberOutput;

/** Holds numbers, NaN where one is missing. Created by {@link Column#numbers}. */
public final class NumberColumn implements Column {

    private final ColumnLabel label;
    private final double[] values;

    /** Takes the values over: the caller gives them up. */
    NumberColumn(ColumnLabel label, double[] values) {
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
        // Not Double.toString: before JDK 19 it is not always the shortest, so files would depend on the JDK.
        return Double.isNaN(values[row]) ? "" : NumberOutput.toString(values[row], true);
    }

    /**
     * Returns one value.
     *
     * @param row the row, from 0
     * @return the value, NaN when missing
     */
    public double value(int row) {
        return values[row];
    }

    /**
     * Copies the values.
     *
     * @return the values, the caller's own
     */
    public double[] values() {
        return values.clone();
    }

    @Override
    public NumberColumn withUnit(String unit) {
        return new NumberColumn(label.withUnit(unit), values);
    }

    @Override
    public NumberColumn withMeaning(String meaning) {
        return new NumberColumn(label.withMeaning(meaning), values);
    }
}
