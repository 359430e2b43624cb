package dev.weft.sdk.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsTest {

    @TempDir
    Path folder;

    private static List<Row> all(RowSource source) {
        List<Row> rows = new ArrayList<>();
        source.next().ifPresent(rows::add);
        for (var next = source.next(); next.isPresent(); next = source.next()) {
            rows.add(next.get());
        }
        return rows;
    }

    private Path file(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    private static List<Row> json(String... lines) {
        byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        return all(Rows.jsonLines("-", new ByteArrayInputStream(bytes)));
    }

    @Test
    void readsCellsOfCsvByColumn() throws IOException {
        try (RowSource source =
                Rows.open(file("a.csv", "\uFEFFtime, level ,note", "", "0,1.5,good", "1, 7 ,\"a,\"\"b\"\"\"", "2,,"))) {
            assertThat(source.columns().orElseThrow()).containsExactly("time", "level", "note");
            List<Row> rows = all(source);

            assertThat(rows).extracting(Row::line).containsExactly(3L, 4L, 5L);
            assertThat(rows).allSatisfy(row -> assertThat(row.fault()).isEmpty());
            assertThat(rows).extracting(row -> row.number("level")).containsExactly(1.5, 7.0, Double.NaN);
            assertThat(rows.get(1).cell("note")).contains("a,\"b\"");
            assertThat(rows.get(2).cell("note")).isEmpty();
            assertThat(rows.get(0).number("nothing")).isNaN();
            assertThat(source.share()).isEqualTo(1);
        }
    }

    @Test
    void aBadCellIsSaidOfTheCellAndABadRowOfTheRow() throws IOException {
        try (RowSource source = Rows.open(
                file("a.csv", "time,level", "0,abc", "1,NaN", "2,-inf", "3", "4,1,2", "5,1,", "6,\"1", "7,1"))) {
            List<Row> rows = all(source);

            assertThat(rows.get(0).number("level")).isNaN();
            assertThat(rows.get(0).unreadable("level")).contains("abc");
            assertThat(rows.get(1).unreadable("level")).isEmpty();
            assertThat(rows.get(2).number("level")).isEqualTo(Double.NEGATIVE_INFINITY);
            assertThat(rows.get(3).fault()).contains("1 cell, expected 2 as in the header");
            assertThat(rows.get(4).fault()).contains("3 cells, expected 2 as in the header");
            assertThat(rows.get(5).fault()).as("a trailing comma").isEmpty();
            assertThat(rows.get(6).fault()).contains("a quote that is not closed");
            assertThat(rows.get(6).text()).isEqualTo("6,\"1");
            assertThat(rows.get(7).number("level")).as("the row after it").isEqualTo(1);
        }
    }

    @Test
    void refusesAHeaderThatIsNone() throws IOException {
        assertThatThrownBy(() -> Rows.open(file("a.csv"))).hasMessageContaining("the file is empty");
        assertThatThrownBy(() -> Rows.open(file("b.csv", "time;level", "0;1"))).hasMessageContaining("by commas");
        assertThatThrownBy(() -> Rows.open(file("c.csv", ",,", "0,1,2"))).hasMessageContaining("names no column");
        assertThatThrownBy(() -> Rows.open(folder.resolve("d.csv"))).hasMessageContaining("no such file");
        assertThatThrownBy(() -> Rows.open(file("e.xlsx", "x"))).hasMessageContaining("the ending names no known");
        try (RowSource source = Rows.open(file("f.csv", "x,y,x", "0,1,2"))) {
            assertThat(source.columns().orElseThrow()).containsExactly("y");
            assertThat(source.repeated()).containsExactly("x");
        }
    }

    @Test
    void readsAJsonObjectALine() {
        List<Row> rows = json(
                "{\"t\": 1.5, \"level\": \"2.5\", \"on\": true, \"asset\": \"pump 7\", \"tags\": [1], \"gone\": null}",
                "  ",
                "[1]",
                "{\"t\": ",
                "{\"t\": 1, \"t\": 2}");

        assertThat(rows).extracting(Row::line).containsExactly(1L, 3L, 4L, 5L);
        Row first = rows.get(0);
        assertThat(first.number("t")).isEqualTo(1.5);
        assertThat(first.number("level")).isEqualTo(2.5);
        assertThat(first.number("on")).isEqualTo(1);
        assertThat(first.number("tags")).isNaN();
        assertThat(first.unreadable("tags")).contains("[1]");
        assertThat(first.cell("asset")).contains("pump 7");
        assertThat(first.cell("gone")).isEmpty();
        assertThat(rows.get(1).fault()).contains("no JSON object");
        assertThat(rows.get(2).fault().orElseThrow()).startsWith("not JSON: Unexpected end-of-input");
        assertThat(rows.get(3).fault().orElseThrow()).startsWith("not JSON: Duplicate");
    }

    @Test
    void boundsLinesAndTexts() throws IOException {
        Path file = folder.resolve("a.csv");
        byte[] tooLong = "0,".concat("1".repeat(LineReader.MOST_BYTES)).getBytes(StandardCharsets.UTF_8);
        byte[] latin = {'0', ',', (byte) 0xE9};
        try (var out = Files.newOutputStream(file)) {
            out.write("time,level\n".getBytes(StandardCharsets.UTF_8));
            out.write(tooLong);
            out.write("\r\n".getBytes(StandardCharsets.UTF_8));
            out.write(latin);
            out.write("\n1,\uFFFD\n2,3".getBytes(StandardCharsets.UTF_8));
        }
        try (RowSource source = Rows.open(file)) {
            List<Row> rows = all(source);

            assertThat(rows.get(0).fault()).contains("more than 65536 bytes in a line");
            assertThat(rows.get(0).text()).hasSize(Row.MOST_TEXT).endsWith("…");
            assertThat(rows.get(1).fault()).contains("not UTF-8 text");
            assertThat(rows.get(2).fault())
                    .as("the replacement character itself")
                    .isEmpty();
            assertThat(rows.get(3).number("level")).isEqualTo(3);
        }
        assertThat(Row.cut("x".repeat(998) + "😀x")).isEqualTo("x".repeat(998) + "…");
    }

    /** Whatever the bytes are: rows, never an exception, and the last line comes through behind all of them. */
    @Property(tries = 300)
    void noBytesBreakASource(@ForAll @Size(max = 200) byte[] noise) throws IOException {
        byte[] end = "\n{\"time\": 1}\n".getBytes(StandardCharsets.UTF_8);
        byte[] bytes = Arrays.copyOf(noise, noise.length + end.length);
        System.arraycopy(end, 0, bytes, noise.length, end.length);

        List<Row> rows = all(Rows.jsonLines("-", new ByteArrayInputStream(bytes)));
        assertThat(rows.get(rows.size() - 1).number("time")).isEqualTo(1);

        InputStream csv =
                new ByteArrayInputStream(("time,level\n" + new String(bytes, StandardCharsets.ISO_8859_1) + "2,3")
                        .getBytes(StandardCharsets.ISO_8859_1));
        try (RowSource source = new CsvRows("noise", csv, 0)) {
            List<Row> read = all(source);
            assertThat(read.get(read.size() - 1).number("level")).isEqualTo(3);
        }
    }

    /** What the strict reader takes from a sound file, row by row. */
    @Test
    void agreesWithTables() throws IOException {
        Path file = file("a.csv", "series,time,x", "a,0,1e-3", "b,1,-0", "a,2,12345678901234567890", "b,3,");
        Table table = Tables.read(file);
        try (RowSource lines = Rows.open(file);
                RowSource rows = new TableRows(table, new NoMore())) {
            List<Row> expected = all(rows);
            List<Row> found = all(lines);
            assertThat(found).hasSize(4);
            for (int i = 0; i < 4; i++) {
                assertThat(Double.compare(
                                found.get(i).number("x"), expected.get(i).number("x")))
                        .isZero();
                assertThat(found.get(i).cell("series"))
                        .isEqualTo(expected.get(i).cell("series"));
            }
            assertThat(expected.get(0).text()).isEqualTo("series=a, time=0, x=1e-3");
        }
    }

    private static final class NoMore implements TableRows.Batches {
        @Override
        public Optional<Table> next() {
            return Optional.empty();
        }

        @Override
        public double share() {
            return 1;
        }

        @Override
        public void close() {}
    }
}
