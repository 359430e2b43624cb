package dev.weft.twins.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/** A folder with sine waves of unknown phase, a configuration to train on them, and the model that comes of it. */
final class Waves {
    static final int SERIES = 12;
    static final int ROWS = 16;
    static final int CONTEXT = 4;
    static final int EPOCHS = 3;

    private final Path folder;

    /** Write {@code waves.csv} and {@code waves.json}. */
    Waves(Path folder) {
        this.folder = folder;
        StringBuilder csv = new StringBuilder("series,time,y\n");
        Random random = new Random(1);
        for (int n = 0; n < SERIES; n++) {
            double phase = random.nextDouble() - 0.5;
            for (int t = 0; t < ROWS; t++) {
                csv.append(String.format(
                        Locale.ROOT, "w%d,%.1f,%.6f%n", n, 0.5 * t, Math.sin(2 * Math.PI * t / ROWS + phase)));
            }
        }
        write("waves.csv", csv.toString());
        configure("waves.json", "block-diagonal", EPOCHS);
    }

    /** Write a configuration. */
    void configure(String name, String transition, int epochs) {
        write(name, """
                {"model": {"root": {"hidden": [4]}, "transition": "%s", "rank": 2, "initial": {"hiddenLayers": 1}},
                 "data": {"series": "series", "time": "time", "signals": ["y"], "context": %d},
                 "training": {"mode": "autoregressive", "forcing": 0.25, "epochs": %d, "batch": 8, "validation": 0.25,
                              "learningRate": 0.01, "seed": 1}}
                """.formatted(transition, CONTEXT, epochs));
    }

    void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Train into {@code waves.safetensors}. */
    Invocation train(String... more) {
        String[] args = {"train", file("waves.json"), "--data", file("waves.csv"), "--out", file("waves.safetensors")};
        return Invocation.weft(
                java.util.stream.Stream.concat(java.util.stream.Stream.of(args), java.util.stream.Stream.of(more))
                        .toArray(String[]::new));
    }

    String file(String name) {
        return folder.resolve(name).toString();
    }
}
