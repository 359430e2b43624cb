package dev.weft.twins.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.sdk.data.Column;
import dev.weft.sdk.data.MissingValues;
import dev.weft.sdk.data.Table;
import dev.weft.twins.Ledger;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streaming into a store, and the commands that look at it. */
class StoreCommandsTest {
    @TempDir
    Path folder;

    private Plant plant;
    private JsonNode run;

    @BeforeEach
    void prepare() {
        plant = new Plant(folder);
        run = plant.run("--json").succeeded().json();
    }

    private Invocation weft(String args) {
        return plant.weft((args + " --store ~/store").split(" "));
    }

    private List<LedgerEntry> entries() {
        List<LedgerEntry> entries = new ArrayList<>();
        try (JdbcStore store = JdbcStore.readOnly(plant.path("store"))) {
            Ledger.of(store).readAllEntries(entries::add);
        }
        return entries;
    }

    @Test
    void everySeriesIsATwinThatLearns() {
        assertThat(run.get("readings").asInt()).isEqualTo(2 * Plant.ROWS);
        assertThat(run.get("twins")).hasSize(2);
        run.get("twins").forEach(t -> {
            assertThat(t.get("accepted").asInt()).isEqualTo(Plant.ROWS);
            assertThat(t.get("version").asInt()).isEqualTo(Plant.ROWS);
        });
    }

    @Test
    void aColumnNamesTheTwins() throws Exception {
        List<String> lines = Files.readAllLines(plant.path("osc.csv")).stream()
                .map(l -> l.replaceFirst("^series", "machine")
                        .replaceFirst("^1", "axis a")
                        .replaceFirst("^2", "axis b"))
                .toList();
        plant.write("named.csv", lines.toArray(String[]::new));

        plant.weft("run mass-spring-damper --data ~/named.csv --twins machine --store ~/named".split(" "))
                .succeeded();

        try (JdbcStore store = JdbcStore.readOnly(plant.path("named"))) {
            assertThat(store.ids()).containsExactly("axis a", "axis b");
        }
    }

    @Test
    void withoutASeriesColumnTheTwinIsNamedAfterTheFile() {
        plant.write("pump 7.csv", "time,force,position,velocity", "0,1,1,0", "0.1,1,0.9,-1", "0.2,1,0.8,-1");

        plant.weft("run", "mass-spring-damper", "--data", "~/pump 7.csv", "--store", "~/named")
                .succeeded();

        assertThat(plant.weft("twin", "ls", "--store", "~/named").succeeded().out())
                .contains("pump 7");
    }

    @Test
    void rowsSeenBeforeAreRefusedAndTheWeightsStay() {
        String weights = weft("twin weights 1").out();

        Invocation again = plant.run().succeeded();

        assertThat(again.out())
                .contains("refused: time does not go forward: 100 readings")
                .contains("refused: the reading came before: 2 readings");
        assertThat(weft("twin weights 1").out()).isEqualTo(weights);
        assertThat(entries().stream().skip(104)).allMatch(e -> e.kind() == LedgerEntry.Kind.REFUSED);
        weft("audit verify").succeeded();
    }

    @Test
    void lsListsTheTwins() {
        assertThat(weft("twin ls").succeeded().out())
                .containsPattern("(?m)^1 +mass-spring-damper +51 +1 +standard v1, auto *$")
                .containsPattern("(?m)^2 +mass-spring-damper +51 +1 +standard v1, auto *$");
        JsonNode first = weft("twin ls --json").json().get("twins").get(0);
        assertThat(first.get("id").asText()).isEqualTo("1");
        assertThat(first.get("version").asInt()).isEqualTo(51);
        assertThat(first.get("time").asDouble()).isCloseTo(1, within(1e-12));
    }

    @Test
    void weightsNowAndThen() {
        JsonNode start = weft("twin weights 1 --at 0 --json").succeeded().json();
        JsonNode now = weft("twin weights 1 --json").succeeded().json();

        assertThat(start.get("version").asInt()).isZero();
        assertThat(now.get("version").asInt()).isEqualTo(51);
        JsonNode before = start.get("weights").get(1);
        JsonNode after = now.get("weights").get(1);
        assertThat(before.get("name").asText()).isEqualTo("parameter.stiffness");
        assertThat(before.get("value").asDouble()).isCloseTo(100, within(1e-9));
        assertThat(after.get("upper95").asDouble() - after.get("lower95").asDouble())
                .as("the readings narrow the interval")
                .isLessThan(
                        before.get("upper95").asDouble() - before.get("lower95").asDouble());
    }

    @Test
    void historyShowsWhatIsOutOfTheOrdinaryAndAllOnDemand() {
        assertThat(weft("twin history 1 --json").succeeded().json().get("entries"))
                .hasSize(1);
        JsonNode all =
                weft("twin history 1 --all --last 10 --json").succeeded().json().get("entries");

        assertThat(all).hasSize(10);
        assertThat(all.get(9).get("version").asInt()).isEqualTo(51);
        assertThat(all.get(9).get("kind").asText()).isEqualTo("ACCEPTED");
    }

    @Test
    void rollbackBringsTheOldWeightsBackAndIsRecorded() {
        String then = weft("twin weights 1 --at 20").out();

        assertThat(plant.weft("twin", "rollback", "1", "--to", "20", "--reason", "@Ada says so", "--store", "~/store")
                        .succeeded()
                        .out())
                .contains("1 is back at version 20; recorded as version 52");

        assertThat(weft("twin weights 1").out()).isEqualTo(then);
        assertThat(weft("twin history 1").out()).contains("@Ada says so");
        weft("audit verify").succeeded();
    }

    @Test
    void peopleDecideAndTheLedgerKnows() {
        plant.write("careful.json", "{\"policy\": \"careful\", \"version\": 2, \"mode\": \"approve\"}");
        String by = " --by ada --reason because";
        assertThat(weft("twin policy 1 --set " + plant.file("careful.json") + by)
                        .succeeded()
                        .out())
                .contains("1 is under policy careful v2; recorded as version 52");
        assertThat(weft("twin policy 1").succeeded().out()).contains("\"mode\" : \"approve\"");
        assertThat(weft("twin ls").out()).contains("careful v2, approve");
        assertThat(weft("twin approve 1" + by).succeeded().out()).contains("1 serves the weights of version 53");
        assertThat(weft("twin reject 1" + by).succeeded().out()).contains("parameters approved as version 53");
        assertThat(weft("twin fork 1 --as 1b" + by).succeeded().out()).contains("1b starts as 1 is at version 54");
        assertThat(weft("twin show 1b").succeeded().out()).contains("approved as version 0");
        JsonNode history = weft("twin history 1 --json").succeeded().json().get("entries");
        assertThat(history.findValuesAsText("kind")).endsWith("GOVERNED", "APPROVED", "REJECTED");
        assertThat(history.findValuesAsText("actor")).endsWith("ada", "ada", "ada");
        weft("audit verify").succeeded();

        assertThat(weft("twin approve 1 --by weft --reason x").failed().err()).contains("name of a person");
        assertThat(weft("twin policy 1 --set " + plant.file("careful.json"))
                        .failed()
                        .err())
                .contains("--reason");
        assertThat(plant.weft("twin", "policy").succeeded().out()).contains("\"policy\" : \"standard\"");
    }

    @Test
    void diffNamesWhatMoved() {
        JsonNode diff = weft("twin diff 1 --json").succeeded().json();
        JsonNode then =
                weft("twin weights 1 --at 0 --json").json().get("weights").get(1);
        JsonNode now = weft("twin weights 1 --json").json().get("weights").get(1);

        assertThat(diff.get("from").asInt()).isZero();
        assertThat(diff.get("to").asInt()).isEqualTo(51);
        JsonNode stiffness = diff.get("weights").get(1);
        assertThat(stiffness.get("before")).isEqualTo(then.get("value"));
        assertThat(stiffness.get("after")).isEqualTo(now.get("value"));
        assertThat(weft("twin diff 1 --from 0 --to 99").failed().err()).contains("no version 99, expected 0 … 51");
    }

    @Test
    void showTellsHowATwinStoodThen() {
        JsonNode then = weft("twin show 1 --at 0.5 --json").succeeded().json();
        assertThat(then.get("time").asDouble()).isEqualTo(0.5);
        // Row 25 is the reading at 0.5 s; version 0 is the creation.
        assertThat(then.get("version").asInt()).isEqualTo(26);
        assertThat(weft("twin show 1 --known-at 2001-01-01T00:00:00Z").failed().err())
                .contains("was not there then");
        assertThat(weft("twin show 1 --known-at yesterday").failed().err()).contains("2026-03-01T12:00:00Z");

        plant.weft("twin", "rollback", "1", "--to", "20", "--reason", "x", "--store", "~/store")
                .succeeded();
        assertThat(weft("twin show 1 --at 0.5 --json").json().get("version").asInt())
                .as("after a rollback the weights of then govern what came later")
                .isEqualTo(52);
    }

    @Test
    void quarantineTellsWhatWasKeptFromTheWeightsAndWhy() {
        plant.write(
                "bad.csv",
                "series,time,force,position,velocity",
                "1,2,1,0.5,0",
                "1,2.02,1,-9999,0",
                "1,2.04,1e9,0.5,0");
        assertThat(weft("twin quarantine 1").succeeded().out()).contains("nothing was kept");
        plant.weft("run", "mass-spring-damper", "--data", "~/bad.csv", "--store", "~/store")
                .succeeded();

        assertThat(weft("twin quarantine 1").succeeded().out())
                .containsPattern("position +refused +out of range +-9999 m, expected -999 … 1001 m")
                .containsPattern("force +refused +out of range");
        assertThat(weft("twin quarantine 1 --json").json().get("findings")).hasSize(2);
    }

    @Test
    void verifyTellsAnUntouchedLedger() {
        List<LedgerEntry> entries = entries();

        assertThat(weft("audit verify").succeeded().out())
                .contains("104 entries")
                .contains(entries.get(103).hash());
    }

    @Test
    void verifyFindsTheFirstTouchedEntry() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + plant.path("store").resolve("weft.db"));
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(
                            "UPDATE entry SET event_time = event_time + 1 WHERE sequence IN (17, 60)"))
                    .isEqualTo(2);
        }

        Invocation verify = weft("audit verify");
        Invocation json = weft("audit verify --json");

        assertThat(verify.exit()).isEqualTo(1);
        assertThat(verify.out()).contains("touched: the first bad entry is 17 ");
        assertThat(json.exit()).isEqualTo(1);
        assertThat(json.json().get("intact").asBoolean()).isFalse();
        assertThat(json.json().get("firstBadSequence").asInt()).isEqualTo(17);
    }

    @Test
    void verifyMissesADeletedEntry() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + plant.path("store").resolve("weft.db"));
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("DELETE FROM entry WHERE sequence = 30"))
                    .isEqualTo(1);
        }

        assertThat(weft("audit verify").exit()).isEqualTo(1);
        assertThat(weft("audit verify").out()).contains("the first bad entry is 31 ");
    }

    @Test
    void exportHoldsWhatTheStoreHoldsWithUnitAndMeaning() {
        weft("export --out ~/data --format arrow").succeeded();

        Table table = plant.table("data/mass-spring-damper.arrow");
        List<LedgerEntry> entries = new ArrayList<>();
        try (JdbcStore store = JdbcStore.readOnly(plant.path("store"))) {
            Ledger.of(store).readEntries("1", entries::add);
            Ledger.of(store).readEntries("2", entries::add);
        }
        assertThat(table.rows()).isEqualTo(entries.size());
        double[] position = table.numbers("position", MissingValues.KEEP);
        double[] expected = table.numbers("velocity_expected", MissingValues.KEEP);
        double[] stiffness = table.numbers("parameter.stiffness");
        for (int i = 0; i < entries.size(); i++) {
            LedgerEntry entry = entries.get(i);
            assertThat(table.texts("twin").get(i)).isEqualTo(entry.twin());
            assertThat(table.texts("hash").get(i)).isEqualTo(entry.hash());
            int row = i;
            entry.observation().ifPresent(o -> {
                assertThat(position[row]).isEqualTo(o.measured()[0]);
                assertThat(expected[row]).isEqualTo(o.expected()[1]);
            });
            assertThat(stiffness[i]).isPositive();
        }
        assertThat(table.columns())
                .allSatisfy(c -> assertThat(c.meaning()).as(c.name()).isNotBlank());
        Set<String> withoutUnit =
                Set.of("twin", "version", "sequence", "kind", "actor", "cause", "policy", "surprise", "hash");
        for (Column column : table.columns()) {
            assertThat(column.unit().isEmpty())
                    .as("no unit of " + column.name())
                    .isEqualTo(withoutUnit.contains(column.name()));
        }
        assertThat(table.column("position").unit()).isEqualTo("m");
        assertThat(table.column("parameter.stiffness").unit()).isEqualTo("N/m");
    }

    @Test
    void csvAndArrowExportsAgree() {
        weft("export --out ~/data --format csv").succeeded();
        weft("export --out ~/data").succeeded();

        Table csv = plant.table("data/mass-spring-damper.csv");
        Table arrow = plant.table("data/mass-spring-damper.arrow");
        assertThat(csv.columnNames()).isEqualTo(arrow.columnNames());
        assertThat(csv.numbers("state.velocity_sd")).containsExactly(arrow.numbers("state.velocity_sd"));
        assertThat(csv.numbers("surprise", MissingValues.KEEP))
                .containsExactly(arrow.numbers("surprise", MissingValues.KEEP));
    }
}
