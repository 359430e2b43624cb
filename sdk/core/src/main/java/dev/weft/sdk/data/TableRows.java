package dev.weft.sdk.data;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Hands out the rows of tables that follow each other, such as the batches of a file, one table in memory at a time. */
public final class TableRows implements RowSource {

    private final String name;
    private final List<String> columns;
    private final Batches batches;
    private final NumberParser numbers = new NumberParser();
    private Table table;
    private int row;
    private long before;

    /** Gives the tables one after another. */
    public interface Batches extends AutoCloseable {

        /**
         * Reads the next table, with the same columns as those before.
         *
         * @return empty at the end
         * @throws DataException if the file broke off
         */
        Optional<Table> next();

        /** Returns which share of the file was read, 0 … 1. */
        double share();

        @Override
        void close();
    }

    /**
     * Hands out rows of tables.
     *
     * @param first a table with the columns, whose rows come first; it may have none
     * @param batches the tables behind it
     */
    public TableRows(Table first, Batches batches) {
        this.name = first.source();
        this.columns = first.columnNames();
        this.table = first;
        this.batches = batches;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<List<String>> columns() {
        return Optional.of(columns);
    }

    @Override
    public Optional<Row> next() {
        while (row == table.rows()) {
            Optional<Table> next = batches.next();
            if (next.isEmpty()) {
                return Optional.empty();
            }
            before += table.rows();
            table = next.get();
            row = 0;
        }
        row++;
        return Optional.of(new TableRow(table, row - 1, before + row));
    }

    @Override
    public double share() {
        return batches.share();
    }

    @Override
    public void close() {
        batches.close();
    }

    private final class TableRow implements Row {

        private final Table table;
        private final int row;
        private final long line;

        TableRow(Table table, int row, long line) {
            this.table = table;
            this.row = row;
            this.line = line;
        }

        @Override
        public long line() {
            return line;
        }

        @Override
        public String text() {
            return Row.cut(table.columns().stream()
                    .map(column -> column.name() + "=" + column.text(row))
                    .collect(Collectors.joining(", ")));
        }

        @Override
        public Optional<String> fault() {
            return Optional.empty();
        }

        @Override
        public Optional<String> cell(String column) {
            return table.has(column)
                    ? Optional.of(table.column(column).text(row).strip()).filter(cell -> !cell.isEmpty())
                    : Optional.empty();
        }

        @Override
        public double number(String column) {
            if (!table.has(column)) {
                return Double.NaN;
            }
            Column cells = table.column(column);
            if (cells instanceof NumberColumn known) {
                return known.value(row);
            }
            if (cells instanceof IntegerColumn known) {
                return known.value(row);
            }
            numbers.parse(cells.text(row));
            return numbers.value();
        }
    }
}
