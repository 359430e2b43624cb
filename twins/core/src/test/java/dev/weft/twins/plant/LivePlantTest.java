package dev.weft.twins.plant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.sdk.data.DataException;
import dev.weft.twins.Fleet;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
}
