package dev.weft.twins.cli;

import dev.weft.sdk.data.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Show the main job on a simulated plant. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        header = "Show the main job on a simulated plant.",
        description =
                "Show the main job on a simulated plant of forty machines: calibrate, stream, adapt, follow a drift, refuse a "
                        + "stuck sensor, outliers and impossible values, let one twin serve only what a person has approved, "
                        + "roll one back, explain a forecast, sign the ledger and check it, export Arrow. Writes "
                        + "DIR/report.html with plots. Exit code 1 if one of its own checks fails.",
        footer = {"", "Example: weft demo --out demo"})
final class DemoCommand implements Callable<Integer> {
    /** Marks a folder as one that a demo made and may replace. */
    private static final String MARKER = ".weft-demo";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "weft-demo",
            description = "Folder to write to (default ${DEFAULT-VALUE}); that of an earlier demo is replaced.")
    Path out = Path.of("weft-demo");

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "7",
            description = "Seed of the plant (default ${DEFAULT-VALUE}).")
    long seed;

    @Mixin
    JsonOutput output = new JsonOutput();

    @Override
    public Integer call() {
        prepare();
        DemoResult result = new Demo(out, seed).run();
        if (output.json) {
            JsonOutput.print(result.json());
        } else {
            System.out.print(result);
        }
        return result.passed() ? 0 : 1;
    }

    private void prepare() {
        try {
            if (Files.isDirectory(out)) {
                boolean ours = Files.exists(out.resolve(MARKER));
                try (Stream<Path> content = Files.list(out)) {
                    if (!ours && content.findAny().isPresent()) {
                        throw new DataException("folder " + out
                                + " is not empty and no earlier demo's, expected a new or empty one (--out DIR)");
                    }
                }
                if (ours) {
                    clear();
                }
            }
            Files.createDirectories(out);
            Files.writeString(out.resolve(MARKER), "made by weft demo, which may replace this folder\n");
        } catch (IOException e) {
            throw new DataException("folder " + out + " cannot be written: " + e.getMessage(), e);
        }
    }

    private void clear() throws IOException {
        try (Stream<Path> content = Files.walk(out)) {
            content.sorted(Comparator.reverseOrder())
                    .filter(p -> !p.equals(out))
                    .forEach(p -> {
                        try {
                            Files.delete(p);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
