package dev.weft.twins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.MissingValues;
import dev.weft.sdk.data.Series;
import dev.weft.sdk.data.SeriesReader;
import dev.weft.sdk.data.Tables;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.guard.PolicyJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Malformed files: a table of readings and a policy are read, or refused in one line; nothing else comes out. */
class MalformedTextTest {
    private static final int FILES = 1_000;

    /** What stands where a number should: texts, units, other commas, other quotes, nothing, too much. */
    private static final List<String> CELLS = List.of(
            "",
            " ",
            "NaN",
            "nan",
            "-nan",
            "NA",
            "null",
            "Infinity",
            "-inf",
            "1e999",
            "1e-999",
            "-0",
            "0x1p3",
            "1,5",
            "1.2.3",
            "12 °C",
            "\"1\"",
            "\"",
            "'1'",
            "true",
            "2026-11-30T12:00:00Z",
            "--",
            "1_000",
            "١٢",
            "\u0000",
            "=1+1",
            "#N/A",
            "9".repeat(400),
            "ok\"ok",
            "{}",
            "[1",
            "\uFEFF1");

    @TempDir
    private Path folder;

    private final Random random = new Random(3);

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static void assertIsOneLine(DataException e) {
        assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
    }

    private String csv() {
        StringBuilder text = new StringBuilder(random.nextInt(10) == 0 ? any(CELLS) : "time,force,position,velocity");
        for (int row = 0; row < 4; row++) {
            text.append(any(List.of("\n", "\n", "\n", "\r\n", "\r", "\n\n", "")));
            int cells = random.nextInt(5) == 0 ? random.nextInt(7) : 4;
            for (int k = 0; k < cells; k++) {
                text.append(k == 0 ? "" : any(List.of(",", ",", ",", ",", ",", ";", "\t")));
                text.append(random.nextInt(4) == 0 ? any(CELLS) : k == 0 ? 0.05 * row : random.nextGaussian());
            }
        }
        return text.toString();
    }

    @Test
    void tablesAreReadOrRefused() throws IOException {
        SeriesReader reader = SeriesReader.of(List.of("force"), List.of("position", "velocity"))
                .withMissingOutputs(MissingValues.KEEP);
        Path file = folder.resolve("readings.csv");
        int read = 0;
        for (int i = 0; i < FILES; i++) {
            String text = csv();
            Files.writeString(file, text, i % 10 == 9 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
            try {
                List<Series> series = reader.read(Tables.read(file));
                // What is taken is a record that goes forward, with inputs that are numbers.
                for (Series one : series) {
                    for (int row = 0; row < one.length(); row++) {
                        assertThat(one.inputs()[row]).as(text).doesNotContain(Double.NaN);
                        assertThat(row == 0 || one.times()[row] > one.times()[row - 1])
                                .as(text)
                                .isTrue();
                    }
                }
                read++;
            } catch (DataException e) {
                assertIsOneLine(e);
            } catch (RuntimeException e) {
                fail("undeclared from: " + text, e);
            }
        }
        assertThat(read).as("files of which some can be read").isBetween(1, FILES / 2);
    }

    @Test
    void policiesAreReadOrRefused() {
        String good = PolicyJson.write(Policy.standard());
        int read = 0;
        for (int i = 0; i < FILES; i++) {
            int from = random.nextInt(good.length());
            int to = Math.min(good.length(), from + random.nextInt(6));
            String text = good.substring(0, from) + any(CELLS) + good.substring(to);
            try {
                Policy policy = PolicyJson.read("policy.json", text);
                assertThat(PolicyJson.read("again", PolicyJson.write(policy))).isEqualTo(policy);
                read++;
            } catch (DataException e) {
                assertIsOneLine(e);
            } catch (RuntimeException e) {
                fail("undeclared from: " + text, e);
            }
        }
        assertThat(read).isBetween(1, FILES / 2);
    }
}
