package dev.weft.twins.plant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.twins.Fleet;
import dev.weft.twins.Ledger;
import dev.weft.twins.OscillatorReadings;
import dev.weft.twins.Reading;
import dev.weft.twins.Twin;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.store.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How rows of sources become readings of twins. */
class PlantRunTest extends PlantScene {
    /** Two ways to the same weights: rows of a file through the plant, and readings handed to twins. */
    @Test
    void rowsBecomeTheReadingsThatTheyAre() {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        Fleet direct = new Fleet(new MemoryStore());
        for (String id : List.of("a", "b")) {
            Twin twin = direct.twin(id, Twin.of(new MassSpringDamper(), Duration.ofMillis(50)));
            for (Reading reading : OscillatorReadings.of(60, id.hashCode())) {
                lines.add(line(id, reading));
                twin.update(reading);
            }
        }
        write("hall.csv", lines);

        PlantEnd end = run(plant(
                "\"hall\": {\"file\": \"hall.csv\", \"asset\": \"machine\"}",
                asset("\"id\": \"b\""),
                asset("\"match\": \"*\"")));

        assertThat(end.readings()).isEqualTo(120);
        assertThat(end.strays()).isZero();
        direct.twins()
                .forEach(twin -> assertThat(weights(twin.id()))
                        .as("weights of %s", twin.id())
                        .isEqualTo(twin.snapshot().toBytes()));
    }

    @Test
    void sourcesAreMergedByTimeAndARowThatLeapsHoldsNobodyUp() {
        write("hall.csv", HEADER, "a,0,1,1,0", "a,1e9,1,1,0", "a,0.1,1,1,0", "a,0.2,1,1,0");
        write("lab.csv", "time,force,position", "0.05,1,1", "0.15,1,1", "0.25,1,1");

        run(plant(
                "\"hall\": {\"file\": \"hall.csv\", \"asset\": \"machine\"}, \"lab\": {\"file\": \"lab.csv\"}",
                asset("\"id\": \"a\", \"source\": \"hall\""),
                asset("\"id\": \"b\", \"source\": \"lab\"")));

        assertThat(heard.stream().map(text -> text.replaceAll(" \\w+$", "")))
                .containsExactly("a 0.0", "b 0.05", "a 1.0E9", "a 0.1", "b 0.15", "a 0.2", "b 0.25");
    }

    @Test
    void aRowWithoutANameTellsOfAllAssetsOfItsSource() {
        write("wide.csv", "time,force,p1,p2", "0,1,0.5,0.6", "0.05,1,0.5,oops");
        String wide =
                "{\"model\": \"mass-spring-damper\", \"interval\": 0.05, \"id\": \"%s\", \"map\": {\"position\": \"%s\"}"
                        + ", \"units\": {\"position\": \"mm\"}, \"initial\": {\"velocity\": 3}}";

        PlantEnd end =
                run(plant("\"w\": {\"file\": \"wide.csv\"}", wide.formatted("a", "p1"), wide.formatted("b", "p2")));

        assertThat(end.readings()).isEqualTo(4);
        assertThat(reasons()).containsExactly("b: column 'p2' holds 'oops', expected a number; taken as missing");
        Twin twin = Twin.reopen(store, "b");
        assertThat(Ledger.of(store)
                        .entry("b", 1)
                        .orElseThrow()
                        .observation()
                        .orElseThrow()
                        .measured()[0])
                .isEqualTo(0.0006);
        int velocity = twin.model().layout().parameterCount() + 1;
        assertThat(twin.model().start().mean()[velocity]).isEqualTo(3);
    }

    @Test
    void secondSensorsAndMarksReachTheGate() {
        write(
                "hall.csv",
                "machine,time,force,position,velocity,position2,origin",
                "a,0,1,1,0,1,",
                "a,0.05,1,99,0,0.98,",
                "a,0.1,1,0.9,0,0.9,a v2");

        run(plant(
                "\"hall\": {\"file\": \"hall.csv\", \"asset\": \"machine\"}",
                asset("\"id\": \"a\", \"policy\": \"second\", \"redundant\": {\"position\": \"position2\"},"
                        + " \"provenance\": \"origin\"")));

        assertThat(Ledger.of(store).entry("a", 2).orElseThrow().cause()).contains("the redundant sensor shows 0.98 m");
        assertThat(heard.get(2)).endsWith(Finding.OWN_OUTPUT.name());
    }

    @Test
    void theUsualIntervalIsLookedUpInTheFile() {
        write(
                "hall.csv",
                HEADER,
                "a,0,1,1,0",
                "b,0,1,1,0",
                "a,2,1,1,0",
                "b,2,1,1,0",
                "a,4,1,1,0",
                "a,4,1,1,0",
                "a,100,1,1,0");
        String bare = "{\"model\": \"mass-spring-damper\", \"match\": \"*\"}";

        run(plant("\"hall\": {\"file\": \"hall.csv\", \"asset\": \"machine\"}", bare));

        assertThat(Twin.reopen(store, "a").model().samplingInterval()).isEqualTo(2);
    }
}
