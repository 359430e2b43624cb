package dev.weft.twins.cli;

import dev.weft.sdk.data.AtomicFile;
import dev.weft.sdk.data.DataException;
import dev.weft.twins.Fleet;
import dev.weft.twins.metrics.FleetMetrics;
import dev.weft.twins.store.TwinStore;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Offer {@code --metrics}: figures of the fleet in a file that is written again while it runs, always whole. */
final class MetricsOptions {
    /** Marks a file as one that this command made and may replace; for readers of the format a comment. */
    private static final String MARK = "# figures of live twins, written by weft run, which replaces this file\n";

    private static final long AGAIN_NANOS = Duration.ofSeconds(5).toNanos();

    /** So many twins make a page of a dashboard; more would make more series than anybody looks at. */
    private static final int NAMED = 200;

    @Option(
            names = "--metrics",
            paramLabel = "FILE",
            description =
                    "Write figures of the fleet to this file in the text format of Prometheus: at the end, and between "
                            + "batches every 5 seconds. A file of an earlier run is replaced.")
    @Nullable
    Path file;

    @Option(
            names = "--metrics-by-twin",
            description = "Also tell of each twin by name, of the first 200 at most; for small fleets.")
    boolean byTwin;

    private @Nullable PrometheusMeterRegistry registry;
    private long writtenAt;
    private boolean complained;
    private boolean whole;

    /** Fail before the work if the file could not be written. */
    void require(boolean overwrite) {
        if (file == null) {
            if (byTwin) {
                throw new DataException("--metrics-by-twin needs --metrics FILE");
            }
            return;
        }
        AtomicFile.requireWritable(file, overwrite || isOurs(file));
    }

    private static boolean isOurs(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        byte[] mark = MARK.getBytes(StandardCharsets.UTF_8);
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(mark.length), mark);
        } catch (IOException e) {
            throw new DataException("metrics " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Open the fleet of a store, measured if that was asked for. */
    Fleet fleet(TwinStore store) {
        if (file == null) {
            return new Fleet(store);
        }
        FleetMetrics metrics = byTwin ? FleetMetrics.byTwin(NAMED) : FleetMetrics.byPrior();
        registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        metrics.bindTo(registry);
        writtenAt = System.nanoTime();
        return new Fleet(store, metrics);
    }

    /** Write the figures again, if it is time; a run does not end because they cannot be. */
    void batchDone() {
        if (registry == null || System.nanoTime() - writtenAt < AGAIN_NANOS) {
            return;
        }
        try {
            end();
        } catch (DataException e) {
            if (!complained) {
                System.err.println("weft: " + e.getMessage() + "; goes on without");
                complained = true;
            }
        }
        writtenAt = System.nanoTime();
    }

    /** Write the figures. */
    void end() {
        if (file != null && registry != null) {
            String text = MARK + registry.scrape();
            whole = false;
            AtomicFile.write(file, true, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
            whole = true;
        }
    }

    /** Return the file, if the newest figures are in it. */
    Optional<Path> written() {
        return path().filter(made -> whole);
    }

    Optional<Path> path() {
        return Optional.ofNullable(file);
    }
}
