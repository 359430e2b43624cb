package dev.weft.sdk.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Holds a table of texts: a caption, columns of text (left) or numbers (right), rows of which some are rated. */
public final class Table implements Block {
    /** A column: its header, and whether its cells are numbers, which are set flush right. */
    record Column(String header, boolean numeric) {}

    /** A row: one text per column; its rating is null for an ordinary one. */
    record Row(List<String> cells, @Nullable Rating rating) {
        Row {
            cells = List.copyOf(cells);
        }
    }

    private final String caption;
    private final List<Column> columns;
    private final List<Row> rows;

    private Table(String caption, List<Column> columns, List<Row> rows) {
        this.caption = caption;
        this.columns = List.copyOf(columns);
        this.rows = List.copyOf(rows);
    }

    /** Starts a table; the caption says what its rows are. */
    public static Builder captioned(String caption) {
        return new Builder(caption);
    }

    String caption() {
        return caption;
    }

    List<Column> columns() {
        return columns;
    }

    List<Row> rows() {
        return rows;
    }

    /** Collects a table: the columns first, then the rows. Not thread-safe. */
    public static final class Builder {
        private final String caption;
        private final List<Column> columns = new ArrayList<>();
        private final List<Row> rows = new ArrayList<>();

        private Builder(String caption) {
            this.caption = Objects.requireNonNull(caption, "caption");
        }

        /** Adds columns of text, set flush left. */
        public Builder text(String... headers) {
            return columns(false, headers);
        }

        /** Adds columns of numbers, set flush right. */
        public Builder number(String... headers) {
            return columns(true, headers);
        }

        /**
         * Adds a row.
         *
         * @param cells one text per column; numbers formatted by the caller
         * @throws IllegalArgumentException if there are more or fewer cells than columns
         */
        public Builder row(String... cells) {
            return addRow(null, cells);
        }

        /**
         * Adds a row that stands out.
         *
         * @param rating how good what it says is
         * @param cells one text per column; numbers formatted by the caller
         * @throws IllegalArgumentException if there are more or fewer cells than columns
         */
        public Builder row(Rating rating, String... cells) {
            return addRow(Objects.requireNonNull(rating, "rating"), cells);
        }

        /** Returns the table. */
        public Table build() {
            return new Table(caption, columns, rows);
        }

        private Builder columns(boolean numeric, String... headers) {
            if (!rows.isEmpty()) {
                throw new IllegalStateException("rows before a column = " + rows.size()
                        + ", expected 0. Declare all columns before the first row.");
            }
            for (String header : headers) {
                columns.add(new Column(header, numeric));
            }
            return this;
        }

        private Builder addRow(@Nullable Rating rating, String... cells) {
            if (cells.length != columns.size()) {
                throw new IllegalArgumentException("cells of row " + rows.size() + " in table \"" + caption + "\" = "
                        + cells.length + ", expected " + columns.size() + ". Give one text per column.");
            }
            rows.add(new Row(List.of(cells), rating));
            return this;
        }
    }
}
