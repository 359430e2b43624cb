package dev.weft.twins.cli;

import static dev.weft.twins.cli.Invocation.weft;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.sdk.data.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
    /** One run for all claims, as it takes seconds; into the folder of an earlier demo, which it replaces. */
    @Test
    void replacesAnEarlierDemoAndKeepsItsClaims(@TempDir Path folder) throws IOException {
        Path out = Files.createDirectory(folder.resolve("earlier"));
        Files.writeString(out.resolve(".weft-demo"), "");
        Files.createDirectory(out.resolve("store"));
        Files.writeString(out.resolve("store/weft.db"), "no database");
        Files.writeString(out.resolve("left over"), "");

        Invocation demo = weft("demo", "--out", out.toString(), "--json").succeeded();

        JsonNode json = demo.json();
        assertThat(json.get("passed").asBoolean()).isTrue();
        assertThat(json.get("checks"))
                .isNotEmpty()
                .allMatch(c -> c.get("passed").asBoolean());
        assertThat(out.resolve("left over")).doesNotExist();
        assertThat(Files.readString(out.resolve("report.html"))).contains("tank-03", "tank-07", "tank-11", "axis-05");
        for (String prior : new String[] {"cascaded-tanks", "mass-spring-damper"}) {
            assertThat(Tables.read(out.resolve("data/" + prior + ".arrow")).rows())
                    .isPositive();
        }
        weft("audit", "verify", "--store", out.resolve("store").toString()).succeeded();
        assertThat(weft("twin", "ls", "--store", out.resolve("store").toString())
                        .succeeded()
                        .out())
                .contains("tank-24", "axis-16");
    }
}
