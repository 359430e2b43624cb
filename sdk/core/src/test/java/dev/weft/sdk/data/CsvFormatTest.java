package dev.weft.sdk.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFormatTest {

    @TempDir
    Path folder;

    @Test
    void readsWhatALoggerWrites() {
        Table table = read("\uFEFF\"uEst\",\"yEst\",\"Ts\",\r\n3.25,5.5,4,\r\n3.5,5.25,,\r\n\r\n");
        assertThat(table.columnNames()).containsExactly("uEst", "yEst", "Ts");
        assertThat(table.rows()).isEqualTo(2);
        assertThat(table.numbers("yEst")).containsExactly(5.5, 5.25);
        assertThat(table.numbers("Ts", MissingValues.KEEP)).containsExactly(4, Double.NaN);
        assertThat(table.where(1)).endsWith("data.csv, row 2 (line 3)");
    }

    @Test
    void tellsTheKindOfEveryColumn() {
        Table table = read("i,n,t,code,gone\n1,1,1,007,\n-2,2.5,x,7,NaN\n");
        assertThat(table.column("i")).isInstanceOf(IntegerColumn.class);
        assertThat(table.column("n")).isInstanceOf(NumberColumn.class);
        assertThat(table.column("t")).isInstanceOf(TextColumn.class);
        assertThat(table.texts("code")).containsExactly("007", "7");
        assertThat(table.numbers("code")).containsExactly(7, 7);
        assertThat(table.numbers("gone", MissingValues.KEEP)).containsExactly(Double.NaN, Double.NaN);
    }

    @Test
    void ignoresBlanksAroundNamesAndNumbers() {
        Table table = read("time, level\n0, 1.5\n1,\t2.5 \n");
        assertThat(table.numbers("level")).containsExactly(1.5, 2.5);
    }

    @Test
    void leavesOutColumnsWithoutName() {
        Table table = read(",a,,b,\nr1,1,x,2,\nr2,3,y,4\n");
        assertThat(table.columnNames()).containsExactly("a", "b");
        assertThat(table.numbers("b")).containsExactly(2, 4);
    }

    @Test
    void acceptsATrailingCommaInRowsOnly() {
        assertThat(read("a,b\n1,2,\n").numbers("b")).containsExactly(2);
    }

    @Test
    void countsLinesThroughQuotedBreaks() {
        Table table = read("a,b\n\"x\ny\",1\n\nz,bad\n");
        assertThatThrownBy(() -> table.numbers("b"))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith(
                        "data.csv, row 2 (line 5), column 'b': found 'bad', expected a number such as 3.25"
                                + " (leave the cell empty where nothing was measured)");
    }

    @Test
    void refusesMissingAndInfiniteNumbers() {
        Table table = read("a,b\n1,inf\nNaN,1\n");
        assertThatThrownBy(() -> table.numbers("a"))
                .hasMessageEndingWith("row 2 (line 3), column 'a': no value (empty or NaN), expected a number");
        assertThatThrownBy(() -> table.numbers("b", MissingValues.KEEP))
                .hasMessageEndingWith("row 1 (line 2), column 'b': found Infinity, expected a finite number");
    }

    @Test
    void refusesRaggedRows() {
        refused("a,b\n1,2\n3\n").hasMessageEndingWith("data.csv, row 2 (line 3): 1 cell, expected 2 as in the header");
        refused("a,b\n1,2,3\n").hasMessageEndingWith("row 1 (line 2): 3 cells, expected 2 as in the header");
        refused("a,b\n1,2,,\n").hasMessageEndingWith("row 1 (line 2): 4 cells, expected 2 as in the header");
    }

    @Test
    void refusesColumnsThatShareANameOnlyWhenAskedFor() {
        Table table = read("Loop,a,Loop\n1,2,3\n");
        assertThat(table.numbers("a")).containsExactly(2);
        assertThat(table.has("Loop")).isTrue();
        assertThatThrownBy(() -> table.column("Loop"))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("data.csv: several columns are named 'Loop', expected unique names;"
                        + " rename the one that is meant");
    }

    @Test
    void refusesFilesWithoutData() {
        refused("").hasMessageEndingWith("data.csv: the file is empty, expected a header line and data rows");
        refused("\n\n").hasMessageEndingWith("the file is empty, expected a header line and data rows");
        refused("a,b\n").hasMessageEndingWith("data.csv: a header but no data rows, expected at least one");
        refused(",,\n1,2,3\n").hasMessageContaining("the first line names no column");
    }

    @Test
    void refusesOtherSeparators() {
        refused("a;b\n1,5;2\n").hasMessageContaining("the header 'a;b' is not separated by commas");
    }

    @Test
    void refusesOtherEncodingsAndOpenQuotes() {
        refused("temperature °C\n1\n", StandardCharsets.ISO_8859_1).hasMessageContaining("data.csv: not UTF-8 text");
        refused("a,b\n1,\"2\n").hasMessageContaining("data.csv: not readable as CSV: ");
    }

    @Test
    void namesTheNearestColumn() {
        assertThatThrownBy(() -> read("uEst,yEst\n1,2\n").numbers("yEts"))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("data.csv: no column 'yEts'; nearest: 'yEst'; known: uEst, yEst");
    }

    @Test
    void writesTheShortestNumbersAndOnlyTheQuotesNeeded() throws IOException {
        Path file = folder.resolve("out.csv");
        Table table = Table.of(
                "t",
                Column.numbers("x", 2e-3, Double.NaN, -0.0),
                Column.integers("i", 1, 2, 3),
                Column.texts("s", List.of("a,b", "", "\"")));
        Tables.write(table, file, Overwrite.REFUSE);
        assertThat(file).hasContent("x,i,s\n0.002,1,\"a,b\"\n,2,\n-0.0,3,\"\"\"\"\n");
    }

    private Table read(String text) {
        return read(text, StandardCharsets.UTF_8);
    }

    private Table read(String text, Charset charset) {
        Path file = folder.resolve("data.csv");
        try {
            Files.writeString(file, text, charset);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return Tables.read(file);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(String text) {
        return refused(text, StandardCharsets.UTF_8);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(String text, Charset charset) {
        return assertThatThrownBy(() -> read(text, charset)).isInstanceOf(DataException.class);
    }
}
