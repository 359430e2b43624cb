package dev.weft.examples;

import dev.weft.sdk.data.Column;
import dev.weft.sdk.data.MissingValues;
import dev.weft.sdk.data.Table;
import dev.weft.sdk.data.Tables;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Read what {@code weft export} wrote: every column with its unit, its mean and what it means. */
public final class ReadExport {
    private ReadExport() {}

    /** Run the example on an export, for example {@code data/cascaded-tanks.arrow}. */
    public static void main(String[] args) {
        if (args.length != 1) {
            throw new IllegalArgumentException("expected one argument, an Arrow file that weft export wrote");
        }
        print(Path.of(args[0]), System.out);
    }

    static void print(Path file, PrintStream out) {
        Table table = Tables.read(file);
        out.println(table.rows() + " rows of prior " + table.metadata().get("weft.prior"));
        for (Column column : table.columns()) {
            out.printf(
                    Locale.ROOT,
                    "%-26s %-8s %10s  %s%n",
                    column.name(),
                    column.unit(),
                    mean(table, column.name()),
                    column.meaning());
        }
    }

    /** The mean of what is there; empty for a column of texts. */
    private static String mean(Table table, String name) {
        if (table.column(name) instanceof dev.weft.sdk.data.TextColumn) {
            return "";
        }
        double mean = Arrays.stream(table.numbers(name, MissingValues.KEEP))
                .filter(v -> !Double.isNaN(v))
                .average()
                .orElse(Double.NaN);
        return String.format(Locale.ROOT, "%.4g", mean);
    }
}
