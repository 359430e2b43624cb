package dev.weft.sdk.data;

/** Names a column: what every kind of column carries beside its values. */
record ColumnLabel(String name, String unit, String meaning) {

    ColumnLabel {
        if (name.isBlank()) {
            throw new IllegalArgumentException("column name = " + DataException.quote(name) + ", expected a name");
        }
    }

    ColumnLabel(String name) {
        this(name, "", "");
    }

    ColumnLabel withUnit(String changed) {
        return new ColumnLabel(name, changed, meaning);
    }

    ColumnLabel withMeaning(String changed) {
        return new ColumnLabel(name, unit, changed);
    }
}
