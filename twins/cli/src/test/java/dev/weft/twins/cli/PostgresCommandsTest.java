package dev.weft.twins.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.twins.store.jdbc.JdbcStore;
import dev.weft.twins.store.jdbc.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that take {@code --store}, on a PostgreSQL server. */
class PostgresCommandsTest {
    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    @TempDir
    Path folder;

    private Plant plant;
    private String schema = "";

    @BeforeEach
    void prepare() {
        plant = new Plant(folder);
        schema = SERVER.newName();
    }

    private Invocation weft(String args) {
        return plant.weft((args + " --store " + SERVER.url(schema)).split(" "));
    }

    private Invocation run() {
        return weft("run mass-spring-damper --data ~/osc.csv");
    }

    /** What each command says is what it says of a store in a folder, but for where that is and times of entries. */
    @Test
    void allCommandsSayTheSameAsOfAFolder() {
        String shown = SERVER.shown(schema);
        Invocation run = run().succeeded();
        assertThat(run.out()).contains("recorded in " + shown + "; look with weft twin ls --store '" + shown + "'");
        plant.run().succeeded();

        for (String command : new String[] {
            "twin ls",
            "twin weights 1 --at 20",
            "twin history 2 --all",
            "twin rollback 1 --to 20 --reason Ada",
            "twin weights 1 --json",
            "twin ls --json"
        }) {
            String inFolder = plant.weft((command + " --store ~/store").split(" "))
                    .succeeded()
                    .out();
            assertThat(weft(command).succeeded().out()).as(command).isEqualTo(inFolder);
        }
        assertThat(weft("audit verify").succeeded().out()).startsWith("intact: 105 entries");
        weft("export --out ~/data --format csv").succeeded();
        assertThat(plant.table("data/mass-spring-damper.csv").rows()).isEqualTo(105);
        assertThat(weft("run mass-spring-damper --json --data ~/osc.csv")
                        .json()
                        .get("store")
                        .asText())
                .isEqualTo(shown);
    }

    @Test
    void verifyFindsTheFirstTouchedEntry() throws SQLException {
        run().succeeded();
        SERVER.sql(schema, "UPDATE entry SET event_time = event_time + 1 WHERE sequence IN (17, 60)");

        Invocation verify = weft("audit verify");

        assertThat(verify.exit()).isEqualTo(1);
        assertThat(verify.out()).contains("touched: the first bad entry is 17 ");
    }

    private static void assertRefused(Invocation refused, String... parts) {
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).hasLineCount(1).contains(parts).doesNotContain("hidden", SERVER.password());
        assertThat(refused.out()).isEmpty();
    }

    @Test
    void refusesASecondWriter() {
        try (JdbcStore other = JdbcStore.openAt(SERVER.url(schema))) {
            assertThat(other.ids()).isEmpty();
            assertRefused(
                    run(), "weft: store " + SERVER.shown(schema), "in use by another weft process; stop it first");
        }
        run().succeeded();
    }

    @Test
    void saysInOneLineWhatIsWrong() {
        String run = "run mass-spring-damper --data ~/osc.csv --store ";
        assertRefused(weft("twin ls"), "there is no store in schema " + schema);
        assertRefused(weft("twin rollback 1 --to 1 --reason x"), "there is no store in schema " + schema);
        assertRefused(
                plant.weft((run + SERVER.url("plant", "weft", "hidden")).split(" ")),
                "the password of user weft is wrong",
                "PGPASSWORD");
        assertRefused(
                plant.weft((run + SERVER.url("plan", "weft", SERVER.password())).split(" ")),
                "there is no such database");
        assertRefused(
                plant.weft((run + "jdbc:postgresql://127.0.0.1:1/plant?user=ada&password=hidden").split(" ")),
                "store jdbc:postgresql://127.0.0.1:1/plant?user=ada: no server answers there");
        assertRefused(
                plant.weft((run + SERVER.url(schema) + "&sslmode=verify-full").split(" ")),
                "sslmode=verify-full",
                "SSL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://ada:hidden@db/plant",
                "postgres://ada:hidden@db/plant",
                "jdbc:mysql://db/plant?password=hidden",
                "jdbc:postgresql://ada:hidden@db/plant"
            })
    void takesNoOtherUrlForAFolder(String url) throws Exception {
        assertRefused(
                plant.weft("run", "mass-spring-damper", "--data", "~/osc.csv", "--store", url),
                "expected",
                "jdbc:postgresql://HOST:PORT/DATABASE?user=NAME");
        try (var files = Files.list(Path.of(""))) {
            assertThat(files.map(Path::toString))
                    .noneMatch(name -> name.contains("postgres:") || name.contains("jdbc:"));
        }
    }
}
