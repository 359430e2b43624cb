package dev.weft.sdk.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesTest {

    @TempDir
    Path folder;

    private final Table table = Table.of("t", Column.numbers("x", 1, 2));

    @Test
    void takesEndingsInAnyCase() {
        Path file = folder.resolve("DATA.CSV");
        Tables.write(table, file, Overwrite.REFUSE);
        assertThat(Tables.read(file).numbers("x")).containsExactly(1, 2);
    }

    @Test
    void refusesUnknownEndings() {
        Path file = folder.resolve("data.xlsx");
        assertThatThrownBy(() -> Tables.read(file))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": the ending names no known format, expected one of: .csv");
        assertThatThrownBy(() -> Tables.requireWritable(file, Overwrite.ALLOW)).isInstanceOf(DataException.class);
    }

    @Test
    void saysWhichModuleReadsArrow() {
        assertThatThrownBy(() -> Tables.read(folder.resolve("data.arrow")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(".arrow files need the module dev.weft:weft-sdk-arrow on the class path");
    }

    @Test
    void refusesFilesThatCannotBeRead() throws IOException {
        Path missing = folder.resolve("missing.csv");
        assertThatThrownBy(() -> Tables.read(missing))
                .isInstanceOf(DataException.class)
                .hasMessage(missing + ": no such file; check the name");
        Path inside = folder.resolve("no/data.csv");
        assertThatThrownBy(() -> Tables.read(inside))
                .hasMessage(inside + ": no such file; its folder " + inside.getParent() + " does not exist either");
        Path directory = Files.createDirectory(folder.resolve("folder.csv"));
        assertThatThrownBy(() -> Tables.read(directory))
                .isInstanceOf(DataException.class)
                .hasMessage(directory + ": is a folder, expected a data file");
    }

    @Test
    void writesOverOnlyWhenAllowed() {
        Path file = folder.resolve("data.csv");
        Tables.write(table, file, Overwrite.allowedIf(false));
        assertThatThrownBy(() -> Tables.write(table, file, Overwrite.REFUSE))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("already exists");
        Tables.write(Table.of("t", Column.numbers("x", 3)), file, Overwrite.allowedIf(true));
        assertThat(Tables.read(file).numbers("x")).containsExactly(3);
    }

    @Test
    void keepsLabelsAndMetadata() {
        Column level = Column.numbers("level", 1).withUnit("V").withMeaning("lower tank");
        Table labelled = Table.of("t", level).withMetadata(Map.of("prior", "cascaded-tanks"));
        assertThat(labelled.column("level").unit()).isEqualTo("V");
        assertThat(labelled.column("level").meaning()).isEqualTo("lower tank");
        assertThat(labelled.metadata()).containsExactly(Map.entry("prior", "cascaded-tanks"));
    }

    @Test
    void refusesColumnsThatDoNotFit() {
        assertThatThrownBy(() -> Table.of("t", Column.numbers("a", 1), Column.numbers("b", 1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("column b has 2 rows, expected 1 as in the first column");
        assertThatThrownBy(() -> Table.of("t", Column.numbers("a", 1), Column.integers("a", 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Column.texts(" ", List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void copiesWhatItIsGiven() {
        double[] values = {1, 2};
        NumberColumn column = Column.numbers("x", values);
        values[0] = 9;
        column.values()[1] = 9;
        assertThat(column.values()).containsExactly(1, 2);
    }
}
