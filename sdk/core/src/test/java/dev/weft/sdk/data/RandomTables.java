package dev.weft.sdk.data;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Makes tables of every kind of column, with the values that are hard to write and to read. */
final class RandomTables {

    private RandomTables() {}

    static Arbitrary<Table> tables() {
        return Arbitraries.integers().between(1, 12).flatMap(RandomTables::tablesOf);
    }

    private static Arbitrary<Table> tablesOf(int rows) {
        return columns(rows)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(columns -> Table.of(
                        "random",
                        IntStream.range(0, columns.size())
                                .mapToObj(i -> renamed(columns.get(i), i))
                                .toList()));
    }

    /** Columns are drawn with any name; a number makes it unique. */
    private static Column renamed(Column column, int number) {
        String name = column.name() + number;
        if (column instanceof NumberColumn numbers) {
            return Column.numbers(name, numbers.values());
        }
        return column instanceof IntegerColumn integers
                ? Column.integers(name, integers.values())
                : Column.texts(name, ((TextColumn) column).values());
    }

    private static Arbitrary<Column> columns(int rows) {
        Arbitrary<String> names = texts().map(text -> "c" + text);
        Arbitrary<Column> numbers = Combinators.combine(
                        names, doubles().array(double[].class).ofSize(rows))
                .as(Column::numbers);
        Arbitrary<Column> integers = Combinators.combine(
                        names, Arbitraries.longs().array(long[].class).ofSize(rows))
                .as(Column::integers);
        Arbitrary<Column> texts = Combinators.combine(names, texts().list().ofSize(rows))
                .as((name, values) -> Column.texts(name, values));
        return Arbitraries.oneOf(numbers, integers, texts);
    }

    private static Arbitrary<Double> doubles() {
        Arbitrary<Double> anyBits = Arbitraries.longs().map(Double::longBitsToDouble);
        Arbitrary<Double> special = Arbitraries.of(List.of(
                Double.NaN,
                0.0,
                -0.0,
                Double.MIN_VALUE,
                -Double.MIN_NORMAL / 3,
                Double.MAX_VALUE,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                2e-3,
                1e23,
                9007199254740993.0));
        return Arbitraries.oneOf(anyBits, special, Arbitraries.doubles());
    }

    private static Arbitrary<String> texts() {
        Arbitrary<String> special = Arbitraries.of(
                "", "\"", "a,b", "line\nbreak", "cr\r", "crlf\r\n", "§ °C µ", "漢字", "😀", "'", "NaN", "007");
        return Arbitraries.oneOf(special, Arbitraries.strings().ascii().ofMaxLength(8));
    }
}
