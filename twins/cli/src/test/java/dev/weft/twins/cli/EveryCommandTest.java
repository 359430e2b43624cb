package dev.weft.twins.cli;

import static dev.weft.twins.cli.Invocation.weft;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What all commands have in common, found by walking the tree of commands. */
class EveryCommandTest {
    /** A use of every command that ends with 0. Only demo, which takes long, has a test of its own. */
    private static final Map<String, String> USES = new LinkedHashMap<>();

    static {
        USES.put("weft priors", "priors cascaded-tanks");
        USES.put("weft simulate", "simulate mass-spring-damper --duration 1 --step 0.1 --out ~/more.csv");
        USES.put(
                "weft calibrate",
                "calibrate mass-spring-damper --data ~/osc.csv --starts 1 --out ~/m.safetensors --report ~/m.html");
        USES.put(
                "weft predict",
                "predict mass-spring-damper --data ~/osc.csv --context 9 --out ~/f.arrow --report ~/f.html");
        USES.put("weft train", "train ~/waves.json --data ~/waves.csv --out ~/w.safetensors --report ~/w.html");
        USES.put(
                "weft inspect",
                "inspect ~/waves.safetensors --data ~/waves.csv --context 3 --rows 0:64 --out ~/weights.html");
        USES.put("weft validate", "validate sine --machines 4 --training 0 --report ~/trial");
        USES.put("weft certify", "certify ~/waves.safetensors");
        USES.put("weft run", "run mass-spring-damper --data ~/osc.csv --store ~/other --report ~/r.html");
        USES.put(
                "weft drill",
                "drill mass-spring-damper --data ~/osc.csv --rows 0:51 --at 20 --length 5 --report ~/drill");
        USES.put("weft twin ls", "twin ls --store ~/store");
        USES.put("weft twin weights", "twin weights 1 --store ~/store");
        USES.put("weft twin history", "twin history 1 --all --store ~/store");
        USES.put("weft twin rollback", "twin rollback 1 --to 5 --reason test --store ~/store");
        USES.put("weft twin show", "twin show 1 --store ~/store");
        USES.put("weft twin health", "twin health 1 --limit stiffness=80 --store ~/store");
        USES.put("weft twin explain", "twin explain 1 --ahead 1 --signal velocity --store ~/store");
        USES.put("weft twin quarantine", "twin quarantine 1 --store ~/store");
        USES.put("weft twin diff", "twin diff 1 --store ~/store");
        USES.put("weft twin policy", "twin policy 1 --store ~/store");
        USES.put("weft twin approve", "twin approve 1 --reason test --store ~/store");
        USES.put("weft twin reject", "twin reject 1 --reason test --store ~/store");
        USES.put("weft twin fork", "twin fork 1 --as 1b --reason test --store ~/store");
        USES.put("weft audit verify", "audit verify --store ~/store --public-key ~/key.pem.pub");
        USES.put("weft audit prove", "audit prove 1 --at 5 --store ~/store --out ~/proof.json");
        USES.put("weft audit sign", "audit sign --store ~/store --key ~/key.pem");
        USES.put("weft audit keygen", "audit keygen --out ~/other.pem");
        USES.put("weft export", "export --store ~/store --out ~/data");
        USES.put("weft dataset", "dataset sine --out ~/sine");
        USES.put("weft bench", "bench");
        USES.put("weft doctor", "doctor");
    }

    @TempDir
    static Path folder;

    static Plant plant;

    @BeforeAll
    static void prepare() {
        plant = new Plant(folder);
        plant.weft("audit", "keygen", "--out", "~/key.pem").succeeded();
        plant.run("--sign-with", "~/key.pem").succeeded();
        new Waves(folder).train().succeeded();
    }

    static List<CommandLine> commands() {
        List<CommandLine> found = new ArrayList<>();
        collect(WeftCommand.commandLine(), found);
        return found;
    }

    private static void collect(CommandLine command, List<CommandLine> into) {
        into.add(command);
        command.getSubcommands().values().forEach(c -> collect(c, into));
    }

    static Stream<String> names() {
        return commands().stream().map(c -> c.getCommandSpec().qualifiedName());
    }

    static Stream<String> leaves() {
        return commands().stream()
                .filter(c -> c.getSubcommands().isEmpty())
                .map(c -> c.getCommandSpec().qualifiedName());
    }

    @ParameterizedTest
    @MethodSource("names")
    void tellsTheVersion(String name) {
        Invocation version =
                weft((name + " --version").replace("weft ", "").split(" ")).succeeded();

        assertThat(version.out()).matches("weft \\d+\\.\\d+\\.\\d+\\S*\\R");
    }

    @ParameterizedTest
    @MethodSource("names")
    void helpsWithAnExample(String name) {
        Invocation help =
                weft((name + " --help").replace("weft ", "").split(" ")).succeeded();

        assertThat(help.out())
                .contains("Usage: " + name)
                .containsPattern("(?m)^Example: " + name + "( \\S|$)")
                .doesNotContain("${");
        // A command that the formatter breaks could not be pasted.
        assertThat(help.out().lines()).as("lines fit a terminal").allMatch(line -> line.length() <= 80);
    }

    /** An example that names an option the command does not have would send the reader astray. */
    @ParameterizedTest
    @MethodSource("leaves")
    void itsExampleParses(String name) {
        String help = weft((name + " --help").replace("weft ", "").split(" ")).out();
        String example = help.substring(help.indexOf("Example: weft ") + "Example: weft ".length())
                .replaceAll("\\\\\\R\\s*", " ")
                .replaceAll("\"[^\"]*\"", "text")
                .strip();

        CommandLine.ParseResult parsed = WeftCommand.commandLine().parseArgs(example.split("\\s+"));

        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        assertThat(parsed.commandSpec().qualifiedName()).isEqualTo(name);
    }

    @Test
    void everyCommandHasAUseHere() {
        assertThat(leaves().filter(name -> !name.equals("weft demo")))
                .containsExactlyInAnyOrderElementsOf(USES.keySet());
    }

    static Stream<String> uses() {
        return USES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("uses")
    void printsOneJsonObjectAndNothingElse(String name) {
        // A key is never written over.
        boolean force = USES.get(name).contains("--out") && !name.equals("weft audit keygen");
        String[] args = (USES.get(name) + " --json" + (force ? " --force" : "")).split(" ");

        Invocation json = plant.weft(args).succeeded();

        assertThat(json.json().isEmpty()).isFalse();
        assertThat(json.out()).hasLineCount(1);
    }

    @Test
    void withoutArgumentsItPrintsTheUsage() {
        assertThat(weft().succeeded().out()).startsWith("Usage: weft ").contains("calibrate", "Exit codes: 0 done");
    }

    @Test
    void tellsItsVersion() {
        assertThat(weft("--version").succeeded().out()).matches("weft \\d+\\.\\d+\\.\\d+\\S*\\R");
    }
}
