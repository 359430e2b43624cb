package dev.weft.twins.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.twins.Fleet;
import dev.weft.twins.Ledger;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.store.Request;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** People decide about twins while a process runs them that alone may write. */
class LiveDecisionTest {
    private static final String PLANT = """
            {"plant": "press", "store": "store", "sources": {"live": {"file": "-", "asset": "m"}},
             "defaults": {"model": "mass-spring-damper", "source": "live", "interval": 0.02},
             "policies": {"asks": {"policy": "asks", "version": 1, "mode": "approve"}},
             "assets": [{"match": "a*", "policy": "asks"}]}
            """;

    @TempDir
    Path folder;

    private static void await(CompletableFuture<Invocation> run, BooleanSupplier condition) throws Exception {
        while (!condition.getAsBoolean()) {
            assertThat(run).as("the run").isNotDone();
            Thread.sleep(20);
        }
    }

    private static List<LedgerEntry> entries(JdbcStore store, String twin) {
        List<LedgerEntry> entries = new ArrayList<>();
        Ledger.of(store).readEntries(twin, entries::add);
        return entries;
    }

    @Timeout(120)
    @Test
    void aRunTakesDecisionsWhileItFollowsItsInput() throws Exception {
        Plant plant = new Plant(folder);
        Files.writeString(plant.path("plant.json"), PLANT);
        Path store = plant.path("store");
        InputStream real = System.in;
        try (PipedOutputStream pipe = new PipedOutputStream()) {
            System.setIn(new PipedInputStream(pipe));
            CompletableFuture<Invocation> run = CompletableFuture.supplyAsync(() -> plant.weft("run", "~/plant.json"));
            line(pipe, 0);
            await(run, () -> JdbcStore.existsIn(store) && version(store) >= 1);
            try (JdbcStore beside = JdbcStore.toAsk(store)) {
                long number =
                        beside.ask(new Request("a1", Request.Kind.APPROVE, "", "Ada", "looks fine", Instant.now()));
                await(run, () -> beside.answer(number).isPresent());
                assertThat(beside.answer(number)).contains(new Request.Answer(true, 2, ""));
                line(pipe, 0.02);
                pipe.close();
                assertThat(run.get().succeeded().out()).contains("a1");
                assertThat(entries(beside, "a1"))
                        .extracting(LedgerEntry::kind)
                        .containsExactly(
                                LedgerEntry.Kind.CREATED,
                                LedgerEntry.Kind.ACCEPTED,
                                LedgerEntry.Kind.APPROVED,
                                LedgerEntry.Kind.ACCEPTED);
            }
        } finally {
            System.setIn(real);
        }
    }

    private static long version(Path folder) {
        try (JdbcStore store = JdbcStore.readOnly(folder)) {
            return Ledger.of(store).latest("a1").map(LedgerEntry::version).orElse(-1L);
        } catch (RuntimeException e) {
            // It is being made.
            return -1;
        }
    }

    private static void line(PipedOutputStream pipe, double time) throws IOException {
        String text = "{\"m\": \"a1\", \"time\": " + time + ", \"force\": 1, \"position\": 1, \"velocity\": 0}\n";
        pipe.write(text.getBytes(StandardCharsets.UTF_8));
        pipe.flush();
    }

    @Test
    void commandsAskTheProcessThatWrites() {
        Plant plant = new Plant(folder);
        plant.run().succeeded();
        plant.write("careful.json", "{\"policy\": \"careful\", \"version\": 3}");
        try (JdbcStore store = JdbcStore.openExisting(plant.path("store"));
                Fleet fleet = new Fleet(store);
                OpenDesk desk = new OpenDesk(fleet, store)) {
            long version = fleet.find("1").orElseThrow().version();
            assertThat(decide(plant, "approve 1").succeeded().out())
                    .isEqualTo("1 serves the weights of version " + (version + 1) + "; approved by ada\n");
            assertThat(decide(plant, "rollback 1 --to 7 --json").succeeded().json())
                    .hasToString("{\"twin\":\"1\",\"version\":" + (version + 2) + ",\"rolledBackTo\":7}");
            assertThat(decide(plant, "reject 1").succeeded().out()).contains("recorded as version " + (version + 3));
            assertThat(decide(plant, "policy 1 --set ~/careful.json")
                            .succeeded()
                            .out())
                    .isEqualTo("1 is under policy careful v3; recorded as version " + (version + 4) + "\n");
            assertThat(fleet.find("1").orElseThrow().policy().name()).isEqualTo("careful");
            assertThat(entries(store, "1").get((int) version + 1).actor()).isEqualTo("ada");

            assertRefused(decide(plant, "rollback 1 --to 99999"), "has no version 99999");
            assertRefused(decide(plant, "approve nobody"), "no twin 'nobody'");
            assertThat(decide(plant, "fork 1 --as other").succeeded().out())
                    .isEqualTo("other starts as 1 is at version " + (version + 4) + "\n");
            assertRefused(decide(plant, "fork 1 --as other"), "other");
            assertThat(desk).isNotNull();
        }
    }

    @Test
    void nobodyAnswersWhereNobodyTakesDecisions() {
        Plant plant = new Plant(folder);
        plant.run().succeeded();
        try (JdbcStore store = JdbcStore.openExisting(plant.path("store"))) {
            long version = Ledger.of(store).latest("1").orElseThrow().version();
            assertRefused(decide(plant, "approve 1 --wait 0.2"), "in use by", "did not within 0.2 s", "--wait");
            assertRefused(decide(plant, "approve 1 --wait -1"), "--wait = -1.0, expected 0 … 600 seconds");
            assertThat(store.take()).as("what was asked was taken back").isEmpty();
            assertThat(Ledger.of(store).latest("1").orElseThrow().version()).isEqualTo(version);
        }
    }

    private static Invocation decide(Plant plant, String what) {
        return plant.weft(("twin " + what + " --store ~/store --by ada --reason fine").split(" "));
    }

    private static void assertRefused(Invocation refused, String... parts) {
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).hasLineCount(1).contains(parts);
    }
}
