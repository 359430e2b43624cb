package dev.weft.twins.cli;

import dev.weft.sdk.data.Table;
import dev.weft.sdk.data.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder with small simulated data, and what the commands make of them. */
final class Plant {
    /** Rows of each of the two series. */
    static final int ROWS = 51;

    final Path folder;

    /** Simulate two oscillators of 51 rows into {@code osc.csv}. */
    Plant(Path folder) {
        this.folder = folder;
        Invocation.weft(
                        "simulate",
                        "mass-spring-damper",
                        "--set",
                        "force=1",
                        "--duration",
                        "1",
                        "--step",
                        "0.02",
                        "--noise",
                        "0.01",
                        "--count",
                        "2",
                        "--out",
                        file("osc.csv"))
                .succeeded();
    }

    String file(String name) {
        return folder.resolve(name).toString();
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    Table table(String name) {
        return Tables.read(path(name));
    }

    /** Write a file of lines. */
    String write(String name, String... lines) {
        try {
            Files.write(path(name), List.of(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file(name);
    }

    /** Run the command line; {@code ~} in an argument stands for the folder. */
    Invocation weft(String... args) {
        return Invocation.weft(resolved(args));
    }

    String[] resolved(String... args) {
        return Stream.of(args).map(a -> a.replace("~", folder.toString())).toArray(String[]::new);
    }

    /** Calibrate on the first series into {@code model.safetensors}. */
    Invocation calibrate(String... more) {
        return weft(with(
                more,
                "calibrate",
                "mass-spring-damper",
                "--data",
                "~/osc.csv",
                "--starts",
                "1",
                "--out",
                "~/model.safetensors"));
    }

    /** Stream both series into the store {@code store}. */
    Invocation run(String... more) {
        return weft(with(more, "run", "mass-spring-damper", "--data", "~/osc.csv", "--store", "~/store"));
    }

    private static String[] with(String[] more, String... args) {
        return Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new);
    }

    /** Everything in the folder and what it holds, except the index that SQLite's readers share beside a database. */
    TreeMap<String, String> snapshot() {
        TreeMap<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path p : all.toList()) {
                String name = folder.relativize(p).toString();
                if (Files.isSymbolicLink(p) || Files.isDirectory(p)) {
                    files.put(name, "");
                } else if (!name.endsWith("-shm") && !(name.endsWith("-wal") && Files.size(p) == 0)) {
                    files.put(name, java.util.Arrays.hashCode(Files.readAllBytes(p)) + " " + Files.size(p));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
