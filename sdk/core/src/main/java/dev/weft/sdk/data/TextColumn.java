package dev.weft.sdk.data;

import java.util.List;

/** Holds texts, empty where one is missing. Created by {@link Column#texts}. */
public final class TextColumn implements Column {

    private final ColumnLabel label;
    private final List<String> values;

    /** Takes the values over: the caller gives them up. */
    TextColumn(ColumnLabel label, List<String> values) {
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
        return values.size();
    }

    @Override
    public String text(int row) {
        return values.get(row);
    }

    /**
     * Returns the values.
     *
     * @return the texts, unmodifiable
     */
    public List<String> values() {
        return values;
    }

    @Override
    public TextColumn withUnit(String unit) {
        return new TextColumn(label.withUnit(unit), values);
    }

    @Override
    public TextColumn withMeaning(String meaning) {
        return new TextColumn(label.withMeaning(meaning), values);
    }
}
