package dev.weft.sdk.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.sdk.data.Column;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.IntegerColumn;
import dev.weft.sdk.data.MissingValues;
import dev.weft.sdk.data.NumberColumn;
import dev.weft.sdk.data.Overwrite;
import dev.weft.sdk.data.Row;
import dev.weft.sdk.data.RowSource;
import dev.weft.sdk.data.Rows;
import dev.weft.sdk.data.Table;
import dev.weft.sdk.data.Tables;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrowFormatTest {

    @TempDir
    Path folder;

    private final Table table = Table.of(
                    "t",
                    Column.numbers("level", 1.5, Double.NaN, -0.0).withUnit("V").withMeaning("lower tank"),
                    Column.integers("row", 1, Long.MIN_VALUE, 3),
                    Column.texts("series", List.of("a", "", "µ")))
            .withMetadata(Map.of("prior", "cascaded-tanks"));

    @Test
    void keepsValuesLabelsAndMetadata() {
        Table back = Tables.read(written(table));
        assertThat(back.columnNames()).containsExactly("level", "row", "series");
        assertThat(((NumberColumn) back.column("level")).values()).containsExactly(1.5, Double.NaN, -0.0);
        assertThat(((IntegerColumn) back.column("row")).values()).containsExactly(1, Long.MIN_VALUE, 3);
        assertThat(back.texts("series")).containsExactly("a", "", "µ");
        assertThat(back.column("level").unit()).isEqualTo("V");
        assertThat(back.column("level").meaning()).isEqualTo("lower tank");
        assertThat(back.metadata()).containsExactly(Map.entry("prior", "cascaded-tanks"));
        assertThat(back.where(1)).endsWith("t.arrow, row 2");
    }

    @Test
    void isAnArrowFileForAnyReader() throws IOException {
        try (BufferAllocator allocator = new RootAllocator();
                FileChannel channel = FileChannel.open(written(table));
                ArrowFileReader reader = new ArrowFileReader(channel, allocator)) {
            Schema schema = reader.getVectorSchemaRoot().getSchema();
            assertThat(schema.getCustomMetadata()).containsEntry("prior", "cascaded-tanks");
            Field level = schema.findField("level");
            assertThat(level.getMetadata())
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of(ArrowFormat.UNIT, "V", ArrowFormat.MEANING, "lower tank"));
            assertThat(schema.findField("row").getMetadata()).containsEntry(ArrowFormat.UNIT, "");
            assertThat(reader.loadNextBatch()).isTrue();
            Float8Vector vector = (Float8Vector) reader.getVectorSchemaRoot().getVector("level");
            assertThat(vector.isNull(1)).isTrue();
            assertThat(vector.get(0)).isEqualTo(1.5);
        }
    }

    @Test
    void splitsLongTablesIntoBatches() throws IOException {
        int rows = 2 * ArrowFormat.ROWS_PER_BATCH + 5;
        double[] values = IntStream.range(0, rows).mapToDouble(i -> i / 3.0).toArray();
        String[] names = new String[rows];
        Arrays.setAll(names, i -> "series " + i / 1000);
        Path file = written(Table.of("t", Column.numbers("x", values), Column.texts("s", List.of(names))));
        Table back = Tables.read(file);
        assertThat(back.numbers("x")).isEqualTo(values);
        assertThat(back.texts("s")).containsExactly(names);
        try (BufferAllocator allocator = new RootAllocator();
                FileChannel channel = FileChannel.open(file);
                ArrowFileReader reader = new ArrowFileReader(channel, allocator)) {
            assertThat(reader.getRecordBlocks()).hasSize(3);
        }
    }

    @Test
    void keepsATableWithoutRows() {
        Table back = Tables.read(written(Table.of("t", Column.numbers("x"), Column.texts("s", List.of()))));
        assertThat(back.rows()).isZero();
        assertThat(back.columnNames()).containsExactly("x", "s");
    }

    @Test
    void refusesInfiniteNumbersWhenAsked() {
        Path file = written(Table.of("t", Column.numbers("x", 1, Double.POSITIVE_INFINITY)));
        assertThatThrownBy(() -> Tables.read(file).numbers("x", MissingValues.KEEP))
                .hasMessage(file + ", row 2, column 'x': found Infinity, expected a finite number");
    }

    @Test
    void refusesTruncatedFiles() throws IOException {
        byte[] whole = Files.readAllBytes(written(table));
        for (int length = 0; length < whole.length; length += 7) {
            Path cut = Files.write(folder.resolve("cut.arrow"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Tables.read(cut))
                    .as("the first %d bytes", length)
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith(cut + ": ");
        }
    }

    @Test
    void refusesOtherFiles() throws IOException {
        Path csv = Files.writeString(folder.resolve("csv.arrow"), "time,level\n0,1\n1,2\n");
        assertThatThrownBy(() -> Tables.read(csv))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(csv + ": neither the Arrow IPC file format nor its stream format");
        Path empty = Files.createFile(folder.resolve("empty.arrow"));
        assertThatThrownBy(() -> Tables.read(empty)).hasMessageStartingWith(empty + ": the file is empty");
    }

    private Path written(Table contents) {
        Path file = folder.resolve("t.arrow");
        Tables.write(contents, file, Overwrite.REFUSE);
        return file;
    }

    @Test
    void handsOutRowsBatchByBatch() {
        int rows = ArrowFormat.ROWS_PER_BATCH + 5;
        Table large = Table.of(
                "t",
                Column.numbers(
                        "x", IntStream.range(0, rows).mapToDouble(i -> i / 2.0).toArray()),
                Column.texts(
                        "series",
                        IntStream.range(0, rows)
                                .mapToObj(i -> i % 2 == 0 ? "a" : "")
                                .toList()));
        long before = OwnedMemory.live();
        try (RowSource source = Rows.open(written(large))) {
            assertThat(source.columns().orElseThrow()).containsExactly("x", "series");
            double middle = Double.NaN;
            for (int i = 0; i < rows; i++) {
                Row row = source.next().orElseThrow();
                assertThat(row.line()).isEqualTo(i + 1);
                assertThat(row.number("x")).isEqualTo(i / 2.0);
                assertThat(row.cell("series")).isEqualTo(i % 2 == 0 ? Optional.of("a") : Optional.empty());
                middle = i == rows / 2 ? source.share() : middle;
            }
            assertThat(source.next()).isEmpty();
            assertThat(middle).isGreaterThan(0).isLessThan(1);
            assertThat(source.share()).isGreaterThan(middle);
        }
        assertThat(OwnedMemory.live()).isEqualTo(before);
    }

    @Test
    void freesMemoryOfAFileThatBreaksOff() throws IOException {
        Path file = written(table);
        byte[] bytes = Files.readAllBytes(file);
        Path cut = Files.write(folder.resolve("cut.arrow"), Arrays.copyOf(bytes, bytes.length / 2));
        long before = OwnedMemory.live();
        assertThatThrownBy(() -> {
                    try (RowSource source = Rows.open(cut)) {
                        source.next();
                    }
                })
                .isInstanceOf(DataException.class)
                .hasMessageContaining("damaged or not readable as Arrow");
        assertThat(OwnedMemory.live()).isEqualTo(before);
    }
}
