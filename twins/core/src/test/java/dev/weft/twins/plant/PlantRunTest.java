package dev.weft.twins.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.fluids.CascadedTanks;
import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.data.DataException;
import dev.weft.twins.Fleet;
import dev.weft.twins.Ledger;
import dev.weft.twins.OscillatorReadings;
import dev.weft.twins.Reading;
import dev.weft.twins.Twin;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.quality.SignalRule;
import dev.weft.twins.store.MemoryStore;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.StrayLine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlantRunTest {
    private static final String HEADER = "machine,time,force,position,velocity";
    private static final String ASSETS =
            "{\"model\": \"mass-spring-damper\", \"interval\": 0.05, \"map\": {\"position\": \"position\"}";

    @TempDir
    Path folder;

    private final MemoryStore store = new MemoryStore();
    private final List<String> heard = new ArrayList<>();
    private InputStream input = InputStream.nullInputStream();
    private BooleanSupplier stop = () -> false;

    private void write(String name, List<String> lines) {
        try {
            Files.write(folder.resolve(name), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, String... lines) {
        write(name, List.of(lines));
    }

    private static String line(String machine, Reading r) {
        return machine + "," + r.time() + "," + r.inputs()[0] + "," + r.outputs()[0] + "," + r.outputs()[1];
    }

    private Plant plant(String sources, String... assets) {
        String json = "{\"plant\": \"test\", \"sources\": {" + sources + "}, \"policies\": {\"second\": {\"policy\":"
                + " \"second\", \"version\": 1, \"signals\": {\"position\": {\"low\": -2, \"high\": 2, \"redundant\":"
                + " {\"tolerance\": 0.5, \"substitutes\": true}}}}}, \"assets\": [" + String.join(", ", assets) + "]}";
        write("plant.json", json);
        return PlantJson.read(folder.resolve("plant.json"), file -> Policy.standard());
    }

    private static String asset(String name) {
        return ASSETS + ", " + name + "}";
    }

    private PlantRun open(Plant plant) {
        return PlantRun.open(
                plant,
                asset -> {
                    PhysicsPrior prior = asset.settings().model().orElseThrow().equals("cascaded-tanks")
                            ? new CascadedTanks()
                            : new MassSpringDamper();
                    return new AssetModel(prior, Optional.empty());
                },
                input);
    }

    private PlantEnd run(Plant plant) {
        try (PlantRun run = open(plant)) {
            return run.into(
                    new Fleet(store),
                    store,
                    (twin, prior, reading, verdict) -> heard.add(twin + " " + reading.time() + " " + verdict.finding()),
                    stop);
        }
    }

    private byte[] weights(String twin) {
        return Twin.reopen(store, twin).snapshot().toBytes();
    }

    private List<String> reasons() {
        return store.strays(100).stream().map(StrayLine::reason).toList();
    }

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
    void whatIsNoReadingIsKeptInQuarantine() {
        write(
                "hall.csv",
                HEADER,
                "a,0,1,1,0",
                "a,0.05,1,broken,0",
                "c,0.05,1,1,0",
                ",0.05,1,1,0",
                "a,,1,1,0",
                "a,soon,1,1,0",
                "a,inf,1,1,0",
                "a,0.1",
                "a,0.1,1,inf,0");

        PlantEnd end = run(plant("\"hall\": {\"file\": \"hall.csv\", \"asset\": \"machine\"}", asset("\"id\": \"a\"")));

        assertThat(reasons())
                .containsExactly(
                        "a: column 'position' holds 'broken', expected a number; taken as missing",
                        "no asset of the plant is called 'c'",
                        "column 'machine' names no asset",
                        "no time: column 'time' is empty",
                        "no time: column 'time' holds 'soon', expected a finite number or a time such as 2026-03-01T12:00:00Z",
                        "no time: column 'time' holds 'inf', expected a finite number or a time such as 2026-03-01T12:00:00Z",
                        "2 cells, expected 5 as in the header");
        StrayLine last = store.strays(1).get(0);
        assertThat(last.source()).isEqualTo("hall");
        assertThat(last.line()).isEqualTo(9);
        assertThat(last.text()).isEqualTo("a,0.1");
        assertThat(end)
                .extracting(PlantEnd::rows, PlantEnd::readings, PlantEnd::strays, PlantEnd::cells)
                .containsExactly(9L, 3L, 6L, 1L);
        assertThat(heard).hasSize(3).first().isEqualTo("a 0.0 GOOD");
        assertThat(Twin.reopen(store, "a").version()).isEqualTo(3);
    }

    @Test
    void timesThatGoBackReachTheGate() {
        write("hall.csv", HEADER, "a,0,1,1,0", "a,0.1,1,1,0", "a,0.1,1,1,0", "a,0.05,1,1,0", "a,0.15,1,1,0");

        run(plant("\"hall\": {\"file\": \"hall.csv\", \"asset\": \"machine\"}", asset("\"id\": \"a\"")));

        assertThat(heard.subList(2, 4)).containsExactly("a 0.1 " + Finding.DUPLICATE, "a 0.05 " + Finding.OUT_OF_ORDER);
        assertThat(Twin.reopen(store, "a").snapshot().time()).isEqualTo(0.15);
    }

    @Test
    void timesMayBeThoseOfACalendar() {
        write(
                "hall.csv",
                HEADER,
                "a,1970-01-02T00:00:00Z,1,1,0",
                "a,1970-01-02T01:00:00.5+01:00,1,1,0",
                "a,1970-01-02,1,1,0");

        run(plant(
                "\"hall\": {\"file\": \"hall.csv\", \"asset\": \"machine\", \"timeUnit\": \"h\"}",
                asset("\"id\": \"a\"")));

        assertThat(heard.stream().map(text -> text.split(" ")[1])).containsExactly("86400.0", "86400.5");
        assertThat(reasons()).singleElement().asString().contains("holds '1970-01-02'");
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
    void aLiveSourceIsFedAsItComes() throws Exception {
        PipedOutputStream sender = new PipedOutputStream();
        input = new PipedInputStream(sender);
        CompletableFuture<Void> first = new CompletableFuture<>();
        PlantListener listener = (twin, prior, reading, verdict) -> {
            heard.add(twin + " " + reading.time());
            first.complete(null);
        };
        CompletableFuture<PlantEnd> end = CompletableFuture.supplyAsync(() -> {
            try (PlantRun run = open(plant(
                    "\"live\": {\"file\": \"-\", \"asset\": \"m\", \"timeUnit\": \"min\"}",
                    asset("\"match\": \"p*\"")))) {
                return run.into(new Fleet(store), store, listener, stop);
            }
        });

        sender.write("{\"m\": \"p1\", \"time\": 1, \"force\": 1, \"position\": 1}\n".getBytes(StandardCharsets.UTF_8));
        sender.flush();
        // Before the stream ends: a patience, not a measurement.
        first.get(60, TimeUnit.SECONDS);
        sender.write("garbage\n{\"m\": \"p2\", \"time\": 2, \"force\": 1, \"position\": \"1\"}"
                .getBytes(StandardCharsets.UTF_8));
        sender.close();

        assertThat(end.get(60, TimeUnit.SECONDS).rows()).isEqualTo(3);
        assertThat(heard).containsExactly("p1 60.0", "p2 120.0");
        assertThat(reasons()).singleElement().asString().startsWith("not JSON");
    }

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
    void aSourceThatBreaksOffLeavesTheOthers() {
        write("hall.csv", HEADER, "a,0,1,1,0", "a,0.05,1,1,0");
        input = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("unplugged");
            }
        };

        PlantEnd end = run(plant(
                "\"hall\": {\"file\": \"hall.csv\"}, \"live\": {\"file\": \"-\"}",
                asset("\"id\": \"a\", \"source\": \"hall\""),
                asset("\"id\": \"b\", \"source\": \"live\"")));

        assertThat(end.failures()).singleElement().isInstanceOf(DataException.class);
        assertThat(end.failures().get(0)).hasMessage("standard input: cannot be read: unplugged");
        assertThat(end.readings()).isEqualTo(2);
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "map": {"position": "x"}           | no column 'x'; nearest
            "map": {"positon": "position"}     | map 'positon=position': no signal 'positon'; nearest: 'position'
            "units": {"position": "kg"}        | units.position=kg: unit 'kg' is not one of what is measured in 'm'
            "scales": {"position": 0}          | scales.position=0.0, expected a finite number other than 0
            "initial": {"speed": 1}            | initial: no state 'speed'; nearest: 'position'; known: position, velocity
            "redundant": {"position": "x"}     | redundant.position: policy standard v1 does not say how
            "provenance": "x"                  | no column 'x'
            "policy": "wrong"                  | rule of signal level: prior mass-spring-damper has no such signal
            """)
    void refusesWhatDoesNotFit(String setting, String message) {
        write("hall.csv", HEADER, "a,0,1,1,0");
        Plant plant = plant(
                "\"hall\": {\"file\": \"hall.csv\", \"asset\": \"machine\"}",
                "{\"id\": \"a\"," + " \"model\": \"mass-spring-damper\", \"interval\": 1, "
                        + setting.replace("wrong", "second") + "}");
        Plant governed = setting.contains("wrong")
                ? new Plant(
                        plant.file(),
                        plant.name(),
                        plant.store(),
                        plant.sources(),
                        Map.of("second", levels()),
                        plant.assets())
                : plant;

        assertThatThrownBy(() -> open(governed))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(folder.resolve("plant.json") + ": assets[0]: ")
                .hasMessageContaining(message);
    }

    private static Policy levels() {
        return Policy.standard().withSignal("level", SignalRule.ANY);
    }

    @Test
    void refusesSourcesWithoutTheirColumns() {
        write("hall.csv", "machine,force,position", "a,1,1");
        assertThatThrownBy(() ->
                        open(plant("\"h\": {\"file\": \"hall.csv\", \"asset\": \"machin\"}", asset("\"id\": \"a\""))))
                .hasMessageContaining("no column 'machin'; nearest: 'machine'");
        assertThatThrownBy(() -> open(plant("\"h\": {\"file\": \"hall.csv\"}", asset("\"id\": \"a\""))))
                .hasMessageContaining("no column 'time' tells when the rows were measured");
        assertThatThrownBy(() -> open(plant("\"h\": {\"file\": \"nope.csv\"}", asset("\"id\": \"a\""))))
                .hasMessageContaining("nope.csv: no such file");
        assertThatThrownBy(() -> open(plant(
                        "\"h\": {\"file\": \"hall.csv\", \"step\": 1, \"rows\": \"0:9\"}", asset("\"id\": \"a\""))))
                .hasMessageContaining("rows 0:9 reach beyond the end, expected rows within 0:1");
        input = new ByteArrayInputStream(new byte[0]);
        assertThat(run(plant("\"h\": {\"file\": \"-\"}", asset("\"id\": \"a\"")))
                        .rows())
                .isZero();
    }
}
