package dev.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.sdk.data.Column;
import dev.weft.sdk.data.Overwrite;
import dev.weft.sdk.data.Table;
import dev.weft.sdk.data.Tables;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadExportTest {
    @TempDir
    Path folder;

    @Test
    void printsNamesUnitsAndMeanings() {
        Path file = folder.resolve("tanks.arrow");
        Table table = Table.of(
                        "tanks",
                        Column.texts("twin", List.of("a", "a")).withMeaning("id of the twin"),
                        Column.numbers("level", 1.5, Double.NaN).withUnit("V").withMeaning("measured"))
                .withMetadata(Map.of("weft.prior", "cascaded-tanks"));
        Tables.write(table, file, Overwrite.REFUSE);
        Printed printed = new Printed();

        ReadExport.print(file, printed.stream());

        assertThat(printed.toString().lines()).hasSize(3);
        assertThat(printed.toString())
                .startsWith("2 rows of prior cascaded-tanks")
                .containsPattern("level +V +1.500  measured");
    }
}
