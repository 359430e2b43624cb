package dev.weft.twins.plant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.sdk.data.DataException;
import dev.weft.twins.Fleet;
import dev.weft.twins.Ledger;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Sources that are followed as they come. */
class LivePlantTest extends PlantScene {
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

    /** Whoever pipes lines into a run may pull the plug at any moment: what was heard is in the store before the next line. */
    @Test
    void whatCameIsKeptThoughNothingMoreComes() throws Exception {
        PipedOutputStream sender = new PipedOutputStream();
        input = new PipedInputStream(sender);
        AtomicBoolean asked = new AtomicBoolean();
        stop = asked::get;
        CompletableFuture<Long> kept = new CompletableFuture<>();
        PlantListener listener = (twin, prior, reading, verdict) ->
                kept.complete(Ledger.of(store).latest(twin).orElseThrow().version());
        CompletableFuture<PlantEnd> end = CompletableFuture.supplyAsync(() -> {
            try (PlantRun run =
                            open(plant("\"live\": {\"file\": \"-\", \"asset\": \"m\"}", asset("\"match\": \"p*\"")));
                    Fleet fleet = new Fleet(store)) {
                return run.into(fleet, store, listener, stop);
            }
        });
        send(sender, "{\"m\": \"p1\", \"time\": 1, \"force\": 1, \"position\": 1}\n{\"m\": \"p1\", \"time\": 2, \"for");

        assertThat(kept.get(60, TimeUnit.SECONDS)).isEqualTo(1);
        asked.set(true);
        assertThat(end.get(60, TimeUnit.SECONDS).stopped())
                .as("ends though the input does not, and half a line is no row")
                .isTrue();
        assertThat(end.get().rows()).isEqualTo(1);
    }

    @Test
    void aLineWithoutEndSpoilsNothingBehindIt() {
        String endless = "{\"m\": \"" + "x".repeat(1 << 18) + "\"}\n";
        input = new ByteArrayInputStream((endless
                        + "{\"m\": \"p1\", \"time\": 1, \"force\": 1, \"position\": 1}\n{\"m\": \"p1\", \"time\": 2, \"for")
                .getBytes(StandardCharsets.UTF_8));

        PlantEnd end = run(plant("\"live\": {\"file\": \"-\", \"asset\": \"m\"}", asset("\"match\": \"p*\"")));

        assertThat(end.readings()).isEqualTo(1);
        assertThat(reasons()).hasSize(2).first().asString().isEqualTo("more than 65536 bytes in a line");
        assertThat(reasons().get(1)).isEqualTo("not JSON: Unexpected end-of-input in field name");
        assertThat(store.strays(2).get(0).text()).hasSize(1000);
    }

    private static void send(PipedOutputStream sender, String text) throws IOException {
        sender.write(text.getBytes(StandardCharsets.UTF_8));
        sender.flush();
    }
}
