package dev.weft.sdk.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CsvRoundTripProperties {

    @Provide
    Arbitrary<Table> tables() {
        return RandomTables.tables();
    }

    @Property(tries = 500)
    void whatWasWrittenReadsBack(@ForAll("tables") Table table) throws IOException {
        Path folder = Files.createTempDirectory("weft-csv");
        Path file = folder.resolve("table.csv");
        try {
            Tables.write(table, file, Overwrite.REFUSE);
            Table back = Tables.read(file);
            assertThat(back.columnNames())
                    .isEqualTo(table.columnNames().stream().map(String::strip).toList());
            assertThat(back.rows()).isEqualTo(table.rows());
            for (Column column : table.columns()) {
                requireSame(column, back.column(column.name().strip()));
            }
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    private static void requireSame(Column written, Column read) {
        if (written instanceof IntegerColumn integers) {
            assertThat(((IntegerColumn) read).values()).isEqualTo(integers.values());
        } else if (written instanceof NumberColumn numbers) {
            assertThat(((NumberColumn) read).values()).isEqualTo(numbers.values());
        } else if (read instanceof TextColumn texts) {
            assertThat(texts.values()).isEqualTo(((TextColumn) written).values());
        } else {
            // Texts that all look like numbers come back as numbers: CSV does not say what they were.
            NumberParser parser = new NumberParser();
            for (int row = 0; row < written.rows(); row++) {
                assertThat(parser.parse(written.text(row))).isNotIn(NumberParser.Kind.TEXT, NumberParser.Kind.CODE);
            }
        }
    }
}
