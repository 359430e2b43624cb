package dev.weft.twins.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.twins.Fleet;
import dev.weft.twins.OscillatorReadings;
import dev.weft.twins.Twin;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.store.MemoryStore;
import dev.weft.twins.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs on a store that holds twins already: nothing is lost, and nothing counts twice. */
class PlantAgainTest extends PlantScene {
    @Test
    void theSameDataAgainChangeNothing() {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        OscillatorReadings.of(40, 5).forEach(reading -> lines.add(line("a", reading)));
        lines.add(10, "a,none,1,1,0");
        lines.add(20, line("a", OscillatorReadings.of(40, 5).get(3)));
        write("hall.csv", lines);
        Plant plant = plant("\"hall\": {\"file\": \"hall.csv\", \"asset\": \"machine\"}", asset("\"match\": \"*\""));
        run(plant);
        Twin before = Twin.reopen(store, "a");
        heard.clear();

        run(plant);

        Twin after = Twin.reopen(store, "a");
        assertThat(after.snapshot().estimate().mean())
                .isEqualTo(before.snapshot().estimate().mean());
        assertThat(after.snapshot().time()).isEqualTo(before.snapshot().time());
        assertThat(heard).hasSize(41).noneMatch(text -> text.endsWith(Finding.GOOD.name()));
        assertThat(store.strays(100)).hasSize(1);
    }

    @Test
    void aStopFinishesTheBatchAndTheNextRunGoesOn() {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        OscillatorReadings.of(40, 5).forEach(reading -> lines.add(line("a", reading)));
        write("hall.csv", lines);
        Plant plant = plant("\"hall\": {\"file\": \"hall.csv\", \"asset\": \"machine\"}", asset("\"id\": \"a\""));
        int[] asked = new int[1];
        stop = () -> ++asked[0] > 15;

        PlantEnd first = run(plant);
        stop = () -> false;
        PlantEnd second = run(plant);

        assertThat(first.stopped()).isTrue();
        assertThat(first.rows()).isEqualTo(15).isEqualTo(first.readings());
        assertThat(second.stopped()).isFalse();
        assertThat(heard)
                .filteredOn(text -> text.endsWith("GOOD") || text.endsWith("LIMITED"))
                .hasSize(40);
        Twin whole = new Fleet(new MemoryStore()).twin("a", Twin.of(new MassSpringDamper(), Duration.ofMillis(50)));
        OscillatorReadings.of(40, 5).forEach(whole::update);
        assertThat(Twin.reopen(store, "a").snapshot().estimate().mean())
                .as("as of a run that nobody stopped")
                .isEqualTo(whole.snapshot().estimate().mean());
    }

    @Test
    void aPatternMakesSoManyTwinsAndNoMore() {
        write(
                "hall.csv",
                HEADER,
                "a,0,1,1,0",
                "b,0,1,1,0",
                "c,0,1,1,0",
                "a,0.1,1,1,0",
                "\t,1,1,1,0",
                "x\u0001,0,1,1,0");
        Plant plant = plant(
                "\"hall\": {\"file\": \"hall.csv\", \"asset\": \"machine\"}", asset("\"match\": \"*\", \"limit\": 2"));

        run(plant);
        run(plant);

        assertThat(store.ids()).containsExactly("a", "b");
        assertThat(reasons())
                .containsExactly(
                        "asset 'c' would be one more than the 2 that match '*' may have (limit)",
                        "column 'machine' names no asset",
                        "the name of its asset is none, expected 1 to 200 characters");
    }

    @Test
    void twinsThatAreThereMustBeOfThePriorAndMayKeepTheirPolicy() {
        write("hall.csv", HEADER, "a,0,1,1,0");
        String source = "\"hall\": {\"file\": \"hall.csv\", \"asset\": \"machine\"}";
        run(plant(source, asset("\"id\": \"a\"")));

        assertThat(run(plant(source, asset("\"id\": \"a\", \"policy\": \"second\"")))
                        .otherPolicy())
                .containsExactly("a");
        Plant tanks = plant(
                source,
                "{\"id\": \"a\", \"model\": \"cascaded-tanks\", \"interval\": 1,"
                        + " \"map\": {\"pump\": \"force\", \"level\": \"position\"}}");
        assertThatThrownBy(() -> run(tanks))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("twin a is of prior mass-spring-damper, expected cascaded-tanks");
        try (PlantRun checked = open(tanks)) {
            assertThatThrownBy(() -> checked.check(store)).isInstanceOf(StoreException.class);
        }
    }

    /** A pattern of another source matches the id, too: the asset of that id is meant. */
    @Test
    void aListedAssetIsMeantBeforeAnyPattern() {
        write("hall.csv", HEADER, "a,0,1,1,0");
        write("lab.csv", "time,force,position", "0,1,1");
        Plant plant = plant(
                "\"hall\": {\"file\": \"hall.csv\", \"asset\": \"machine\"}, \"lab\": {\"file\": \"lab.csv\"}",
                asset("\"match\": \"*\", \"source\": \"hall\", \"policy\": \"second\""),
                asset("\"id\": \"b\", \"source\": \"lab\""));

        run(plant);

        assertThat(run(plant).otherPolicy()).isEmpty();
        assertThat(Twin.reopen(store, "b").policy()).isEqualTo(Policy.standard());
        assertThat(Twin.reopen(store, "a").policy().toString()).isEqualTo("second v1");
    }

    /** A pattern of one source fits the names of another's twins, which are of another prior: they take none of its places. */
    @Test
    void twinsOfAnotherPriorTakeNoPlaceOfAPattern() {
        write("hall.csv", HEADER, "a,0,1,1,0", "b,0,1,1,0");
        write("lab.csv", "tank,time,pump,level", "t1,0,4,6", "t2,0,4,6");
        Plant plant = plant(
                "\"hall\": {\"file\": \"hall.csv\", \"asset\": \"machine\"},"
                        + " \"lab\": {\"file\": \"lab.csv\", \"asset\": \"tank\"}",
                asset("\"match\": \"?\", \"limit\": 2, \"source\": \"hall\""),
                "{\"match\": \"*\", \"limit\": 2, \"source\": \"lab\", \"model\": \"cascaded-tanks\", \"interval\": 4}");
        run(plant);

        assertThat(run(plant).strays()).isZero();
        assertThat(store.ids()).containsExactlyInAnyOrder("a", "b", "t1", "t2");
    }

    /** More twins may be there than a pattern would make, as after somebody lowered its limit. */
    @Test
    void aTwinThatIsThereIsHeardWhateverTheLimitIs() {
        String source = "\"hall\": {\"file\": \"hall.csv\", \"asset\": \"machine\"}";
        write("hall.csv", HEADER, "a,0,1,1,0", "b,0,1,1,0");
        run(plant(source, asset("\"match\": \"*\"")));

        write("hall.csv", HEADER, "a,1,1,1,0", "b,1,1,1,0", "c,1,1,1,0");
        PlantEnd end = run(plant(source, asset("\"match\": \"*\", \"limit\": 1")));

        assertThat(end.readings()).isEqualTo(2);
        assertThat(reasons()).singleElement().asString().startsWith("asset 'c' would be one more");
    }
}
