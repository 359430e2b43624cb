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
        assertThat(json.get("checks")).extracting(c -> c.get("claim").asText()).doesNotHaveDuplicates();
        assertThat(out.resolve("left over")).doesNotExist();
        String page = Files.readString(out.resolve("report.html"));
        assertThat(page).contains("tank-03", "tank-07", "tank-11", "tank-15", "axis-05");
        assertThat(page)
                .contains("approved: the pump was measured", "out of range (-9999 V, expected 0 … 10 V)")
                .contains("signed: up to entry " + json.get("signedEntries").asLong());
        for (JsonNode check : json.get("checks")) {
            assertThat(page).contains(check.get("found").asText());
        }
        for (String prior : new String[] {"cascaded-tanks", "mass-spring-damper"}) {
            assertThat(Tables.read(out.resolve("data/" + prior + ".arrow")).rows())
                    .isPositive();
        }
        // What the page asks its reader to do, and what it says a stranger's key would find.
        String store = out.resolve("store").toString();
        assertThat(weft(
                                "audit",
                                "verify",
                                "--store",
                                store,
                                "--public-key",
                                json.get("publicKey").asText(),
                                "--checkpoints",
                                json.get("checkpoints").asText())
                        .succeeded()
                        .out())
                .contains("intact: " + json.get("signedEntries").asLong() + " entries");
        assertThat(weft("twin", "show", "tank-15", "--store", store, "--json")
                        .succeeded()
                        .out())
                .contains("asks-first");
        assertThat(weft("twin", "ls", "--store", out.resolve("store").toString())
                        .succeeded()
                        .out())
                .contains("tank-24", "axis-16");
    }
}
