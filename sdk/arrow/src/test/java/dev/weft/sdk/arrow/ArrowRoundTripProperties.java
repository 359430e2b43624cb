package dev.weft.sdk.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.sdk.data.Column;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.IntegerColumn;
import dev.weft.sdk.data.NumberColumn;
import dev.weft.sdk.data.Overwrite;
import dev.weft.sdk.data.Table;
import dev.weft.sdk.data.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

class ArrowRoundTripProperties {

    private Path folder;
    private Path file;

    @BeforeTry
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("weft-arrow");
        file = folder.resolve("table.arrow");
    }

    @AfterTry
    void nothingLeaks() {
        assertThat(OwnedMemory.live()).isZero();
    }

    @AfterTry
    void removeFolder() throws IOException {
        Files.deleteIfExists(file);
        Files.delete(folder);
    }

    @Provide
    Arbitrary<Table> tables() {
        return Arbitraries.integers().between(0, 40).flatMap(ArrowRoundTripProperties::tablesOf);
    }

    private static Arbitrary<Table> tablesOf(int rows) {
        Arbitrary<double[]> numbers = Arbitraries.oneOf(
                        Arbitraries.longs().map(Double::longBitsToDouble),
                        Arbitraries.of(Double.NaN, -0.0, Double.MIN_VALUE, Double.NEGATIVE_INFINITY))
                .array(double[].class)
                .ofSize(rows);
        Arbitrary<long[]> integers = Arbitraries.longs().array(long[].class).ofSize(rows);
        Arbitrary<List<String>> texts = Arbitraries.oneOf(
                        Arbitraries.of("", "\"", "a\nb", "°C", "漢字", "😀"),
                        Arbitraries.strings().ascii().ofMaxLength(20))
                .list()
                .ofSize(rows);
        Arbitrary<String> labels = Arbitraries.of("", "V", "m³/s", "line\nbreak");
        return Combinators.combine(numbers, integers, texts, labels)
                .as((n, i, t, label) -> Table.of(
                        "random",
                        Column.numbers("n" + label, n).withUnit(label),
                        Column.integers("i", i).withMeaning(label),
                        Column.texts("t", t)));
    }

    @Property(tries = 200)
    void whatWasWrittenReadsBack(@ForAll("tables") Table table) {
        Tables.write(table, file, Overwrite.REFUSE);
        Table back = Tables.read(file);
        assertThat(back.columnNames()).isEqualTo(table.columnNames());
        for (Column column : table.columns()) {
            Column read = back.column(column.name());
            assertThat(read.unit()).isEqualTo(column.unit());
            assertThat(read.meaning()).isEqualTo(column.meaning());
            if (column instanceof NumberColumn numbers) {
                assertThat(((NumberColumn) read).values()).isEqualTo(numbers.values());
            } else if (column instanceof IntegerColumn integers) {
                assertThat(((IntegerColumn) read).values()).isEqualTo(integers.values());
            } else {
                assertThat(back.texts(column.name())).isEqualTo(table.texts(column.name()));
            }
        }
    }

    @Property(tries = 300)
    void aDamagedFileIsReadOrRefusedButNothingElse(@ForAll @IntRange(max = 1 << 16) int position, @ForAll byte damage)
            throws IOException {
        Table table = Table.of(
                "t",
                Column.numbers("n", 1, Double.NaN, 3),
                Column.integers("i", 1, 2, 3),
                Column.texts("t", List.of("a", "", "bc")));
        Tables.write(table, file, Overwrite.REFUSE);
        byte[] bytes = Files.readAllBytes(file);
        bytes[position % bytes.length] ^= damage;
        Files.write(file, bytes);
        try {
            Tables.read(file);
        } catch (DataException refused) {
            assertThat(refused).hasMessageStartingWith(file.toString());
        }
    }
}
