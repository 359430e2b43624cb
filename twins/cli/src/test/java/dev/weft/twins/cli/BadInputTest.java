package dev.weft.twins.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.twins.store.jdbc.JdbcStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a user can get wrong: exit code 2, one line that says what, where and what was expected, and the folder is as it
 * was before.
 */
class BadInputTest {
    private static final String CALIBRATE = "calibrate mass-spring-damper --starts 1 --out ~/new.safetensors --data ~/";
    private static final String TANKS = "calibrate cascaded-tanks --starts 1 --out ~/new.safetensors --data ~/";
    private static final String PREDICT = "predict mass-spring-damper --out ~/new.csv --data ~/";
    private static final String RUN = "run mass-spring-damper --store ~/newstore --data ~/";
    private static final String TRAIN = "train ~/waves.json --out ~/new.safetensors --data ~/";
    private static final String INSPECT = "inspect ~/waves.safetensors --data ~/waves.csv --out ~/new.html ";
    private static final String SIMULATE = "simulate mass-spring-damper --out ~/new.csv --duration 1 --step 0.1 ";

    @TempDir
    static Path folder;

    static Plant plant;

    @BeforeAll
    static void prepare() throws IOException {
        plant = new Plant(folder);
        plant.calibrate().succeeded();
        plant.run().succeeded();
        plant.weft("export", "--store", "~/store", "--out", "~/data").succeeded();
        plant.weft("dataset", "sine", "--out", "~/waves").succeeded();
        new Waves(folder).train().succeeded();
        Files.writeString(
                plant.path("typo.json"),
                Files.readString(plant.path("waves.json")).replace("epochs", "epoch"));
        plant.write("list.json", "[1, 2");
        byte[] trained = Files.readAllBytes(plant.path("waves.safetensors"));
        Files.write(plant.path("cutwaves.safetensors"), Arrays.copyOf(trained, trained.length - 8));
        String header = "time,force,position,velocity";
        plant.write("empty.csv");
        plant.write("header.csv", header);
        plant.write("text.csv", header, "0,1,1,0", "0.1,1,high,0", "0.2,1,1,0");
        plant.write("nan.csv", header, "0,1,1,0", "0.1,1,NaN,0", "0.2,1,1,0");
        plant.write("hole.csv", header, "0,1,1,0", "0.1,1,,0", "0.2,1,1,0");
        plant.write("back.csv", header, "0,1,1,0", "0.2,1,1,0", "0.1,1,1,0");
        plant.write("again.csv", header, "0,1,1,0", "0.1,1,1,0", "0.1,1,1,0");
        plant.write("notime.csv", "force,position,velocity", "1,1,0", "1,1,0");
        plant.write("ragged.csv", header, "0,1,1,0", "0.1,1,1", "0.2,1,1,0");
        plant.write("short.csv", header, "0,1,1,0");
        plant.write("twice.csv", "time,force,position,position", "0,1,1,0");
        plant.write("still.csv", header, "0,1,1,0", "0.1,1,1,0", "0.2,1,1,0", "0.3,1,1,0");
        plant.write("uneven.csv", header, "0,1,1,0", "0.1,1,0.9,0", "0.3,1,0.7,0", "0.4,1,0.5,0");
        plant.write("tank.csv", "time,level", "0,5", "4,5.1", "8,5.2");
        plant.write("data.xlsx", "anything");
        plant.write("noise.safetensors", "this is no model");
        plant.write("infinite.csv", "time,force", "0,1", "0.5,Infinity", "1,1");
        plant.write("void.arrow");
        byte[] model = Files.readAllBytes(plant.path("model.safetensors"));
        Files.write(plant.path("cut.safetensors"), Arrays.copyOf(model, model.length - 8));
        Files.write(plant.path("zero.safetensors"), new byte[0]);
        byte[] arrow = Files.readAllBytes(plant.path("data/mass-spring-damper.arrow"));
        Files.write(plant.path("cut.arrow"), Arrays.copyOf(arrow, arrow.length / 2));
        // The same length, so that the file still holds together, and only the name is wrong.
        Files.writeString(
                plant.path("stranger.safetensors"),
                new String(model, java.nio.charset.StandardCharsets.ISO_8859_1)
                        .replace("mass-spring-damper", "mass-spring-dumper"),
                java.nio.charset.StandardCharsets.ISO_8859_1);
        Files.createDirectories(plant.path("full"));
        plant.write("full/letter.txt", "Dear Ada");
        Files.createDirectories(plant.path("strangestore"));
        plant.write("strangestore/weft.db", "this is no database, but it is long enough to be taken for one");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                // Files
                of("missing file", CALIBRATE + "nope.csv", "nope.csv", "no such file"),
                of("missing folder", CALIBRATE + "no/where.csv", "no such file", "folder"),
                of("folder for a file", CALIBRATE + "full", "full"),
                of("folder with an ending", "predict mass-spring-damper --data ~/store --out ~/new.csv", "store"),
                of("empty file", CALIBRATE + "empty.csv", "empty.csv", "expected"),
                of("header only", CALIBRATE + "header.csv", "header.csv", "expected at least one"),
                of("empty Arrow file", PREDICT + "void.arrow", "void.arrow"),
                of("half an Arrow file", PREDICT + "cut.arrow", "cut.arrow"),
                of("unknown ending", CALIBRATE + "data.xlsx", "data.xlsx", ".csv", ".arrow"),
                of("ragged row", CALIBRATE + "ragged.csv", "ragged.csv", "row 2 (line 3)"),
                of("column twice", CALIBRATE + "twice.csv", "position"),
                // Columns and cells
                of("unknown column", CALIBRATE + "osc.csv --map position=positon", "'positon'", "'position'"),
                of("text for a number", CALIBRATE + "text.csv", "text.csv", "line 3", "position", "high"),
                of("NaN to calibrate on", CALIBRATE + "nan.csv", "line 3", "position"),
                of("nothing to calibrate on", CALIBRATE + "hole.csv", "line 3", "position"),
                of("time goes backwards", CALIBRATE + "back.csv", "line 4", "backwards"),
                of("time repeats", CALIBRATE + "again.csv", "line 4", "repeats"),
                of("no time", CALIBRATE + "notime.csv", "--step", "time"),
                of("too little data", CALIBRATE + "short.csv", "expected"),
                of("nothing moves", CALIBRATE + "still.csv", "position and velocity", "the same", "take rows"),
                of(
                        "no unit",
                        CALIBRATE + "still.csv --unit position=ells",
                        "--unit position=ells",
                        "expected a symbol"),
                of("unit of another kind", CALIBRATE + "still.csv --unit position=kg", "--unit position=kg", "'m'"),
                of("unit of no signal", CALIBRATE + "still.csv --unit positon=mm", "nearest: 'position'"),
                of("scale zero", CALIBRATE + "still.csv --scale position=0", "--scale position=0", "other than 0"),
                of("uneven rows", CALIBRATE + "uneven.csv --between smooth", "equal intervals", "linear or held"),
                of("unknown course", CALIBRATE + "uneven.csv --between bent", "held, linear, smooth"),
                of(
                        "course of a weight-space model",
                        "predict ~/waves.safetensors --data ~/waves.csv --out ~/new.csv --between smooth",
                        "--between = smooth",
                        "held"),
                of(
                        "known of a model file",
                        "predict ~/model.safetensors --data ~/osc.csv --out ~/new.csv --fix mass=1",
                        "--fix",
                        "name of a prior"),
                of("too little to forecast", PREDICT + "short.csv", "two"),
                of("missing required input", TANKS + "tank.csv", "pump", "--map pump=COLUMN"),
                of("no output", CALIBRATE + "tank.csv", "position", "--map position=COLUMN"),
                of("map without =", CALIBRATE + "osc.csv --map position", "'position'", "signal=column"),
                of("map without column", CALIBRATE + "osc.csv --map position=", "position"),
                of("unknown signal", CALIBRATE + "osc.csv --map positon=position", "'positon'", "'position'"),
                of("unknown series column", RUN + "osc.csv --twins serie", "'serie'", "'series'"),
                // Numbers
                of("rows beyond the end", CALIBRATE + "osc.csv --rows 0:1000", "0:1000", "0:102"),
                of("rows reversed", CALIBRATE + "osc.csv --rows 9:3", "9:3", "half-open"),
                of("rows not a range", CALIBRATE + "osc.csv --rows 9", "'9'", "a:b"),
                of("step 0", CALIBRATE + "notime.csv --step 0", "step", "expected"),
                of("step negative", CALIBRATE + "notime.csv --step -4", "step", "-4"),
                of("step NaN", CALIBRATE + "notime.csv --step NaN", "step", "NaN"),
                of("negative context", PREDICT + "osc.csv --context -1", "--context", "-1", "0 or more"),
                of("context no number", PREDICT + "osc.csv --context all", "--context", "'all'", "whole number"),
                of("starts 0", CALIBRATE.replace("--starts 1", "--starts 0") + "osc.csv", "starts", "0"),
                of("negative drift", RUN + "osc.csv --drift -1", "drift", "-1"),
                of("drift NaN", RUN + "osc.csv --drift NaN", "drift", "NaN"),
                of("simulate step 0", SIMULATE.replace("--step 0.1", "--step 0"), "--step", "> 0"),
                of("simulate for no time", SIMULATE.replace("--duration 1", "--duration -1"), "--duration", "> 0"),
                of("infinite duration", SIMULATE.replace("--duration 1", "--duration Infinity"), "--duration"),
                of("negative noise", SIMULATE + "--noise -1", "--noise", ">= 0"),
                of("noise NaN", SIMULATE + "--noise NaN", "--noise", "NaN"),
                of("noise no number", SIMULATE + "--noise much", "--noise", "'much'", "a number"),
                of("no series", SIMULATE + "--count 0", "--count", "1 or more"),
                of("too many rows", SIMULATE + "--count 2000000000", "--count", "at most"),
                // Parameters, states, inputs
                of("unknown prior", "priors mass-spring-dampr", "'mass-spring-dampr'", "'mass-spring-damper'"),
                of("simulate an unknown prior", SIMULATE.replace("damper", "dampr"), "'mass-spring-damper'"),
                of("calibrate an unknown prior", CALIBRATE.replace("damper", "dampr") + "osc.csv", "-damper'"),
                of("set an unknown parameter", SIMULATE + "--set stifness=10", "'stifness'", "'stiffness'"),
                of("fix an unknown parameter", CALIBRATE + "osc.csv --fix mas=1", "'mas'", "'mass'"),
                of("unknown state", SIMULATE + "--initial positon=1", "'positon'", "'position'"),
                of("value out of bounds", SIMULATE + "--set mass=-1", "mass", "-1", "kg"),
                of("value NaN", SIMULATE + "--set mass=NaN", "mass", "NaN"),
                of("fixed out of bounds", CALIBRATE + "osc.csv --fix mass=1e9", "mass", "1000 kg"),
                of("infinite state", SIMULATE + "--initial position=Infinity", "position", "finite"),
                of("infinite input", SIMULATE + "--set force=Infinity", "force", "finite"),
                of("infinite input in a file", SIMULATE + "--inputs ~/infinite.csv", "infinite.csv", "force"),
                of("inputs from no file", SIMULATE + "--inputs ~/nope.csv", "nope.csv"),
                of("inputs of another prior", SIMULATE + "--inputs ~/tank.csv", "tank.csv", "force"),
                of("set without value", SIMULATE + "--set mass", "--set", "NAME=VALUE", "'mass'"),
                of("set no number", SIMULATE + "--set mass=heavy", "--set", "'heavy'", "a number"),
                of(
                        "no input to simulate",
                        "simulate cascaded-tanks --duration 8 --step 4 --out ~/new.csv",
                        "pump",
                        "--set pump=VALUE"),
                // Outputs
                of("existing table", "predict mass-spring-damper --data ~/osc.csv --out ~/osc.csv", "--force"),
                of("existing data", SIMULATE.replace("new.csv", "osc.csv"), "osc.csv", "--force"),
                of("existing model", CALIBRATE.replace("new.", "model.") + "osc.csv", "--force"),
                of("existing report", CALIBRATE + "osc.csv --report ~/osc.csv", "--force"),
                of("existing export", "export --store ~/store --out ~/data", "--force"),
                of("existing dataset", "dataset sine --out ~/waves", "train.arrow", "--force"),
                of("existing facts of a dataset", "dataset sine --out ~/waves --format csv", "task.json", "--force"),
                of("dataset into a file", "dataset sine --out ~/osc.csv", "osc.csv", "folder"),
                of("dataset in a file", "dataset sine --out ~/osc.csv/new", "osc.csv", "folder"),
                of("output in no folder", SIMULATE.replace("~/", "~/no/"), "does not exist"),
                of("output is a folder", SIMULATE.replace("new.csv", "full"), "full"),
                of("report in no folder", CALIBRATE + "osc.csv --report ~/no/r.html", "r.html", "does not exist"),
                of("run's report in no folder", RUN + "osc.csv --report ~/no/r.html", "r.html", "does not exist"),
                of("output of unknown ending", SIMULATE.replace("new.csv", "new.xlsx"), "new.xlsx", ".csv"),
                of("export into a file", "export --store ~/store --out ~/osc.csv", "osc.csv", "folder"),
                of("demo into a folder of another", "demo --out ~/full", "full", "--out DIR"),
                of("demo into a file", "demo --out ~/osc.csv", "osc.csv", "folder"),
                // Models
                of("model missing", "predict ~/nope.safetensors --data ~/osc.csv --out ~/new.csv", "no such file"),
                of("model misspelt", PREDICT.replace("damper", "dampr") + "osc.csv", "'mass-spring-damper'"),
                of("model is text", "predict ~/noise.safetensors --data ~/osc.csv --out ~/new.csv", "noise.safe"),
                of("model cut off", "predict ~/cut.safetensors --data ~/osc.csv --out ~/new.csv", "cut.safetensors"),
                of("model empty", "predict ~/zero.safetensors --data ~/osc.csv --out ~/new.csv", "zero.safetensors"),
                of("model is a folder", "predict ~/full --data ~/osc.csv --out ~/new.csv", "full", "folder"),
                of(
                        "model of an unknown prior",
                        "run ~/stranger.safetensors --data ~/osc.csv --store ~/newstore",
                        "mass-spring-dumper",
                        "WEFT_CLASSPATH"),
                of("weight-space model cut off", "certify ~/cutwaves.safetensors", "cutwaves.safetensors"),
                // Weight-space models
                of("no configuration", "train ~/nope.json --data ~/waves.csv --out ~/new.safetensors", "nope.json"),
                of("configuration is a folder", "train ~/full --data ~/waves.csv --out ~/new.safetensors", "full"),
                of("configuration no JSON", TRAIN.replace("waves.", "list.") + "waves.csv", "list.json"),
                of("unknown key", TRAIN.replace("waves.", "typo.") + "waves.csv", "'epoch'", "'epochs'"),
                of("no data to train on", TRAIN + "nope.csv", "nope.csv", "no such file"),
                of("other columns to train on", TRAIN + "osc.csv", "osc.csv", "'y'"),
                of("train without data", "train ~/waves.json --out ~/new.safetensors", "--data"),
                of("existing trained model", TRAIN.replace("new.", "waves.") + "waves.csv", "--force"),
                of("train's report in no folder", TRAIN + "waves.csv --report ~/no/r.html", "does not exist"),
                of(
                        "context 0 of a weight-space model",
                        "predict ~/waves.safetensors --data ~/waves.csv --out ~/new.csv --context 0",
                        "--context = 0",
                        "at least 1"),
                of(
                        "batch refit of a weight-space model",
                        "predict ~/waves.safetensors --data ~/waves.csv --out ~/new.csv --adapt batch",
                        "--adapt = batch",
                        "filter"),
                of("inspect without a page", "inspect ~/waves.safetensors --data ~/waves.csv", "--out"),
                of("inspect without data", "inspect ~/waves.safetensors --out ~/new.html", "--data"),
                of("context without data", "inspect ~/waves.safetensors --context 3", "--data"),
                of("inspect no file", "inspect ~/nope.safetensors", "no such file"),
                of("inspect a prior", "inspect mass-spring-damper", "weft priors mass-spring-damper"),
                of("inspect text", "inspect ~/noise.safetensors", "noise.safetensors"),
                of("weights of a physics model", INSPECT.replace("waves.s", "model.s"), "--data", "physics"),
                of("inspect with context 0", INSPECT + "--context 0", "--context = 0", "at least 1"),
                of("inspect over other data", INSPECT.replace("waves.csv", "osc.csv"), "osc.csv", "'y'"),
                of("existing page", INSPECT.replace("new.html", "osc.csv"), "osc.csv", "--force"),
                of("page in no folder", INSPECT.replace("~/new", "~/no/new"), "does not exist"),
                of("validate nothing known", "validate mass-spring-dampr", "'mass-spring-dampr'", "mass-spring-damper"),
                of("validate 3 machines", "validate sine --machines 3", "machines = 3", "at least 4"),
                of("validate without spread", "validate sine --spread 0", "spread = 0.0", "> 0"),
                of("validate without noise", "validate sine --noise -1", "noise = -1.0", "> 0"),
                of("validate into a file", "validate sine --report ~/osc.csv", "osc.csv", "cannot be made"),
                of("certify no file", "certify ~/nope.safetensors", "no such file"),
                of("certify physics", "certify ~/model.safetensors", "physics", "weight-space"),
                of("certify a prior", "certify mass-spring-damper", "physics", "weight-space"),
                of("seed no number", "certify ~/waves.safetensors --seed one", "--seed", "'one'", "whole number"),
                of(
                        "run with a weight-space model",
                        RUN.replace("mass-spring-damper", "~/waves.safetensors") + "osc.csv",
                        "weight-space"),
                // Stores and twins
                of("no store", "twin ls --store ~/nope", "no store", "nope"),
                of("no store to verify", "audit verify --store ~/nope", "no store"),
                of("no store to export", "export --store ~/nope --out ~/newdata", "no store"),
                of("no store to roll back in", "twin rollback 1 --to 1 --reason x --store ~/nope", "no store"),
                of("store is no database", "twin ls --store ~/strangestore", "weft.db", "not a SQLite database"),
                of("store is a file", "run mass-spring-damper --data ~/osc.csv --store ~/osc.csv", "osc.csv"),
                of("unknown twin", "twin weights 11 --store ~/store", "'11'", "nearest", "'1'"),
                of("unknown twin's history", "twin history 3 --store ~/store", "'3'"),
                of("version too high", "twin rollback 1 --to 99 --reason x --store ~/store", "99", "0 … 51"),
                of("version negative", "twin weights 1 --at -1 --store ~/store", "-1", "0 … 51"),
                of("history of nothing", "twin history 1 --last 0 --store ~/store", "--last", "1 or more"),
                of("no reason", "twin rollback 1 --to 5 --store ~/store", "--reason"),
                // Usage
                of("unknown command", "predct", "'predct'", "predict"),
                of("unknown command, nothing near", "xyzzy", "'xyzzy'", "demo, priors, simulate"),
                of("unknown subcommand", "twin lss --store ~/store", "'lss'", "ls"),
                of("no subcommand", "twin", "needs one of ls, show"),
                of("no subcommand of audit", "audit", "verify"),
                of("unknown option", CALIBRATE + "osc.csv --strats 2", "'--strats'", "--starts"),
                of("one argument too many", "priors mass-spring-damper cascaded-tanks", "'cascaded-tanks'"),
                of("unknown task", "dataset msd-zro --out ~/newdata", "'msd-zro'", "'msd-zero'", "lv, sine"),
                of("no task", "dataset --out ~/newdata", "TASK"),
                of("dataset of no series", "dataset sine --out ~/newdata --series 0", "--series = 0", "1 … 10000"),
                of("more series than msd has", "dataset msd --out ~/newdata --series 20481", "1 … 20480", "msd"),
                of("series no number", "dataset sine --out ~/newdata --series few", "--series", "'few'"),
                of("dataset without a folder", "dataset sine", "--out"),
                of("dataset of unknown format", "dataset lv --out ~/newdata --format parquet", "'parquet'", "arrow"),
                of("unknown format", "export --store ~/store --out ~/newdata --format arrw", "'arrw'", "arrow"),
                of(
                        "unknown way to adapt",
                        PREDICT + "osc.csv --adapt fliter",
                        "'fliter'",
                        "filter, unscented, ensemble, batch, none"),
                of("no data", "calibrate mass-spring-damper --out ~/new.safetensors", "--data"),
                of("option without value", "calibrate mass-spring-damper --data", "--data"),
                of("option twice", SIMULATE + "--seed 1 --seed 2", "--seed", "once"));
    }

    private static Arguments of(String name, String args, String... expected) {
        return Arguments.of(name, args, expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void isOneLineAndNothingIsLeft(String name, String args, String[] expected) {
        refuses(expected, args.trim().split(" "));
    }

    private static void refuses(String[] expected, String... args) {
        var before = plant.snapshot();

        Invocation weft = plant.weft(args);

        assertThat(weft.err()).contains(expected);
        assertThat(weft.err().lines()).as("lines on stderr: %s", weft.err()).hasSize(1);
        assertThat(weft.err())
                .startsWith("weft: ")
                .endsWith(System.lineSeparator())
                .doesNotContain("Exception", "null", "weft: weft");
        assertThat(weft.out()).isEmpty();
        assertThat(weft.exit()).isEqualTo(2);
        assertThat(plant.snapshot()).as("what lies in the folder").isEqualTo(before);
    }

    @Test
    void aStoreThatAnotherWritesToIsRefused() {
        try (JdbcStore other = JdbcStore.openExisting(plant.path("store"))) {
            assertThat(other.ids()).hasSize(2);

            Invocation run = plant.run();
            Invocation rollback =
                    plant.weft("twin", "rollback", "1", "--to", "1", "--reason", "x", "--store", "~/store");

            assertThat(run.err()).contains("store").hasLineCount(1);
            assertThat(run.exit()).isEqualTo(2);
            assertThat(rollback.err()).contains("store").hasLineCount(1);
            assertThat(rollback.exit()).isEqualTo(2);
        }
    }

    @Test
    void anUnreadableFileIsRefused() throws IOException {
        // Root may read any file, but not this one.
        Path mem = Path.of("/proc/self/mem");
        assumeTrue(Files.exists(mem), "no file here that nobody can read");
        Files.createSymbolicLink(plant.path("unreadable.csv"), mem);
        try {
            refuses(new String[] {"unreadable.csv", "cannot be read"}, (CALIBRATE + "unreadable.csv").split(" "));
        } finally {
            Files.delete(plant.path("unreadable.csv"));
        }
    }

    @Test
    void anUnwritableFolderIsRefused() throws IOException {
        Path closed = Files.createDirectory(plant.path("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            // Root may write anywhere, except where there is no file system to write to.
            String target = Files.isWritable(closed) ? "/sys" : closed.toString();
            assumeTrue(Files.isDirectory(Path.of(target)), "no folder here that nobody can write to");

            refuses(new String[] {target}, (SIMULATE.replace("~", target)).split(" "));
            refuses(new String[] {target}, (CALIBRATE.replace("--out ~", "--out " + target) + "osc.csv").split(" "));
            refuses(new String[] {target}, (RUN.replace("--store ~", "--store " + target) + "osc.csv").split(" "));
            refuses(new String[] {target}, ("export --store ~/store --out " + target + "/new").split(" "));
            refuses(new String[] {target}, ("dataset sine --out " + target + "/new").split(" "));
            refuses(new String[] {target}, ("demo --out " + target + "/new").split(" "));

        } finally {
            Files.delete(closed);
        }
    }
}
