package dev.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.twins.cli.WeftCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The plant of docs/how-to/run-a-whole-plant.md is the one in examples/plant, and does what the page shows. */
class PlantExampleTest {
    private static final String PAGE = "docs/how-to/run-a-whole-plant.md";
    private static final String PLANT = "examples/plant/plant.json";

    @TempDir
    Path folder;

    private String weft(String... args) {
        PrintStream real = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            System.setOut(printed);
            assertThat(new CommandLine(new WeftCommand()).execute(args)).isZero();
        } finally {
            System.setOut(real);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Every line of the output that is more than blank stands on the page, indented; but for those with the store's place. */
    private void shows(String page, String output) {
        List<String> lines = output.lines()
                .filter(line -> !line.isBlank())
                .filter(line -> !line.contains(folder.toString()) && !line.startsWith("surprise:"))
                .toList();
        assertThat(lines).isNotEmpty().allSatisfy(line -> assertThat(page).contains("    " + line + "\n"));
    }

    @Test
    void thePageShowsTheFileAndWhatItDoes() throws IOException {
        String page = Project.read(PAGE);
        Project.read(PLANT).lines().forEach(line -> assertThat(page).contains("    " + line + "\n"));
        String plant = Project.ROOT.resolve(PLANT).toString();
        String store = folder.resolve("tanks").toString();

        shows(page, weft("run", plant, "--store", store, "--check"));
        shows(page, weft("run", plant, "--store", store));
        shows(page, weft("twin", "quarantine", "--store", store));
        shows(page, weft("twin", "quarantine", "tank-01", "--store", store));
        assertThat(weft("run", plant, "--store", store).lines().filter(line -> line.startsWith("refused:")))
                .allSatisfy(line -> assertThat(page).contains("    " + line + "\n"));
        shows(page, weft("twin", "quarantine", "--store", store));
    }
}
