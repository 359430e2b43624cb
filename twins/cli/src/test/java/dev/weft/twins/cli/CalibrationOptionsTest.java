package dev.weft.twins.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationOptionsTest {
    @TempDir
    static Path folder;

    static Plant plant;

    @BeforeAll
    static void prepare() {
        plant = new Plant(folder);
        plant.weft(("simulate mass-spring-damper --set force=0 --duration 2 --step 0.02 --noise 0.01"
                                + " --out ~/free.csv")
                        .split(" "))
                .succeeded();
    }

    private static Invocation calibrate(String data, String more) {
        return plant.weft(
                ("calibrate mass-spring-damper --data ~/" + data + " --starts 1 --force --out ~/m.safetensors " + more)
                        .strip()
                        .split(" "));
    }

    @Test
    void withoutAForceTheTextNamesWhatIsToldAndWhatWouldTellMore() {
        String text = calibrate("free.csv", "").succeeded().out();

        assertThat(text)
                .contains("of these only stiffness/mass and damping/mass can be told: stiffness/mass = ")
                .contains("a measured force that moves between -50 and 50 N would tell mass, stiffness, damping");
    }

    @Test
    void whatIsKnownBeforehandIsTold() {
        Invocation calibrate = calibrate("free.csv", "--about mass=1.0:0.05").succeeded();

        assertThat(calibrate.out())
                .containsPattern("(?m)^mass +1\\.000 +kg +0\\.9\\d* … 1\\.1\\d* +no +known beforehand$")
                .containsPattern("(?m)^stiffness .* no +yes$");
    }

    @Test
    void profilesAreInTextJsonAndPage() throws IOException {
        Invocation text = calibrate("free.csv", "--profile --report ~/p.html").succeeded();

        assertThat(text.out())
                .containsPattern("(?m)^parameter +95 % interval by its profile +open\\?$")
                .containsPattern("(?m)^mass +0\\.001000 … 1000 kg +both sides$");
        assertThat(Files.readString(plant.path("p.html"))).contains("Profiles").contains("open: both sides");
        JsonNode json = calibrate("free.csv", "--profile --json").succeeded().json();
        assertThat(json.get("profiles")).hasSize(3);
        assertThat(json.get("profiles").get(0).get("upperOpen").asBoolean()).isTrue();
        assertThat(json.get("combinations").get(0).get("exponents").get("mass").asInt())
                .isEqualTo(-1);
        assertThat(json.get("advice").get(0).get("name").asText()).isEqualTo("force");
        assertThat(json.get("leftOver")).hasSize(2);
        assertThat(json.get("loss").asText()).isEqualTo("squares");
    }

    @Test
    void aWrongReadingIsTold() throws IOException {
        String[] lines = Files.readAllLines(plant.path("free.csv")).toArray(String[]::new);
        for (int i : new int[] {20, 47, 71}) {
            lines[i] = lines[i].replaceAll(",[^,]*$", ",77");
        }
        plant.write("wrong.csv", lines);

        assertThat(calibrate("wrong.csv", "").succeeded().out())
                .contains("3 of 101 readings of velocity are far off and hardly pull");
        assertThat(calibrate("wrong.csv", "--loss squares").succeeded().out()).doesNotContain("hardly pull");
    }

    @Test
    void eachSeriesMayHaveItsOwnParameters() {
        String text = calibrate("osc.csv", "--fix mass=1 --per-series damping,stiffness")
                .succeeded()
                .out();

        assertThat(text)
                .containsPattern("(?m)^damping of series \\d+ ")
                .containsPattern("(?m)^stiffness of series \\d+ ");
    }

    private static String refused(String more) {
        Invocation calibrate = calibrate("free.csv", more);
        assertThat(calibrate.exit()).isEqualTo(2);
        return calibrate.err();
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThat(refused("--about mass=1.0"))
                .contains("--about mass=1.0, expected a value and a standard deviation > 0, such as --about"
                        + " mass=1.0:0.05");
        assertThat(refused("--about mass=1.0:-1")).contains("expected a value and a standard deviation");
        assertThat(refused("--about mass=5000:1")).contains("parameter mass = 5000.0");
        assertThat(refused("--per-series dampin")).contains("nearest: 'damping'");
        assertThat(refused("--loss cubes")).contains("squares");
    }
}
