package dev.weft.twins.cli;

import dev.weft.priors.PriorCatalogue;
import dev.weft.sdk.data.Column;
import dev.weft.sdk.data.Overwrite;
import dev.weft.sdk.data.Table;
import dev.weft.sdk.data.Tables;
import dev.weft.solvers.matrix.MatrixProducts;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Report one finding about this machine.
 *
 * @param what what was looked at
 * @param state whether it is used
 * @param found what is there
 * @param consequence what follows, or how to get what is missing
 */
record Diagnosis(String what, State state, String found, String consequence) {
    /** List what can be said of a part. */
    enum State {
        USED("ok"),
        /** There, but nothing of Weft uses it yet. */
        UNUSED("-"),
        MISSING("missing"),
        BROKEN("BROKEN");

        private final String text;

        State(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** Sides of square matrices at either end of what the choice of products tells apart. */
    private static final int SMALL = 2;

    private static final int LARGE = 2048;

    private static final String USED_LINE = "used: ";

    static List<Diagnosis> all() {
        List<Diagnosis> findings = new ArrayList<>();
        findings.add(jvm());
        findings.add(machine());
        findings.add(vectorModule());
        MatrixProducts.backends().stream()
                .filter(backend -> !backend.name().equals("vector"))
                .map(Diagnosis::matrixBackend)
                .forEach(findings::add);
        findings.add(productChoice());
        findings.add(library("OpenCL", List.of("libOpenCL.so.1"), "everything runs on the CPU"));
        findings.add(library("CUDA", List.of("libcuda.so.1"), "everything runs on the CPU"));
        findings.add(attempt(
                "priors", "the catalogue", () -> PriorCatalogue.load().all().size() + " found"));
        findings.add(
                attempt("temporary folder", "libraries unpack their native parts there", Diagnosis::fillTemporary));
        findings.add(attempt("Arrow", "datasets can be written and read", Diagnosis::writeAndReadArrow));
        findings.add(attempt("store", "twins can be kept", Diagnosis::openAndCloseStore));
        return findings;
    }

    private static Diagnosis jvm() {
        return new Diagnosis(
                "JVM",
                State.USED,
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                "17 or newer is needed");
    }

    private static Diagnosis machine() {
        long heap = Runtime.getRuntime().maxMemory() >> 20;
        return new Diagnosis(
                "cores, heap",
                State.USED,
                Runtime.getRuntime().availableProcessors() + " cores, " + heap + " MiB",
                "calibration and fleets use all cores; more heap with WEFT_JAVA_OPTS=-Xmx8g");
    }

    private static Diagnosis vectorModule() {
        try {
            Object species = Class.forName("jdk.incubator.vector.DoubleVector")
                    .getField("SPECIES_PREFERRED")
                    .get(null);
            int bits = (int) Class.forName("jdk.incubator.vector.VectorSpecies")
                    .getMethod("vectorBitSize")
                    .invoke(species);
            return new Diagnosis(
                    "vector module",
                    State.USED,
                    bits + " bit",
                    "kernels run " + bits / Double.SIZE + " doubles or " + bits / Float.SIZE + " floats at a time");
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            String reason = Optional.ofNullable(System.getProperty("weft.vector.unavailable"))
                    .orElse(e.getClass().getSimpleName());
            return new Diagnosis("vector module", State.MISSING, reason, "kernels run one number at a time");
        }
    }

    private static Diagnosis matrixBackend(MatrixProducts.Backend backend) {
        String what = backend.name().equals("ejml") ? "EJML" : backend.name().equals("blas") ? "BLAS" : backend.name();
        return new Diagnosis(
                what,
                !backend.available() ? State.MISSING : isUsed(backend.name()) ? State.USED : State.UNUSED,
                // File names are enough for a column.
                backend.detail().replaceAll("/\\S*/", ""),
                isUsed(backend.name()) ? "multiplies matrices" : "multiplies no matrices here");
    }

    /** Tell whether products of some size go to a backend. */
    private static boolean isUsed(String backend) {
        MatrixProducts products = MatrixProducts.standard();
        return IntStream.of(SMALL, LARGE)
                .anyMatch(n -> products.backendFor(n, n, n).equals(backend));
    }

    /** The last line of the description says it; the lines before are the findings about each backend. */
    private static Diagnosis productChoice() {
        MatrixProducts products = MatrixProducts.standard();
        String small = products.backendFor(SMALL, SMALL, SMALL);
        String large = products.backendFor(LARGE, LARGE, LARGE);
        String description = products.describe();
        return new Diagnosis(
                "matrix products",
                State.USED,
                small.equals(large) ? large : small + " for small ones, " + large + " for large ones",
                description.substring(description.indexOf(USED_LINE) + USED_LINE.length()));
    }

    /** Look where the loader looks; loading a library only to see whether it is there could do harm. */
    private static Diagnosis library(String what, List<String> names, String without) {
        Stream<String> folders = Stream.concat(
                Stream.of(Optional.ofNullable(System.getenv("LD_LIBRARY_PATH"))
                        .orElse("")
                        .split(File.pathSeparator)),
                Stream.of(
                        "/usr/lib/x86_64-linux-gnu",
                        "/usr/lib/aarch64-linux-gnu",
                        "/usr/lib64",
                        "/usr/lib",
                        "/usr/local/lib"));
        Optional<Path> found = folders.filter(folder -> !folder.isEmpty())
                .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
                .filter(Files::exists)
                .findFirst();
        return new Diagnosis(
                what,
                found.isPresent() ? State.UNUSED : State.MISSING,
                found.map(path -> path.getFileName().toString()).orElse("none"),
                without + "; nothing uses " + what + " yet");
    }

    private static Diagnosis attempt(String what, String meaning, Callable<String> work) {
        try {
            return new Diagnosis(what, State.USED, work.call(), meaning);
        } catch (Exception | LinkageError e) {
            String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            return new Diagnosis(what, State.BROKEN, e.getClass().getSimpleName() + ": " + message, "not: " + meaning);
        }
    }

    /** As much as the largest native library needs. */
    private static String fillTemporary() throws IOException {
        return inTemporaryFolder(folder -> {
            Files.write(folder.resolve("doctor.bin"), new byte[8 << 20]);
            return System.getProperty("java.io.tmpdir");
        });
    }

    private static String writeAndReadArrow() throws IOException {
        return inTemporaryFolder(folder -> {
            Path file = folder.resolve("doctor.arrow");
            Tables.write(Table.of("doctor", Column.numbers("value", 1.5)), file, Overwrite.REFUSE);
            return Tables.read(file).numbers("value")[0] == 1.5 ? "works" : "reads back another value";
        });
    }

    private static String openAndCloseStore() throws IOException {
        return inTemporaryFolder(folder -> {
            long began = System.nanoTime();
            try (JdbcStore store = JdbcStore.openIn(folder.resolve("store"))) {
                store.ids();
            }
            return String.format(Locale.ROOT, "SQLite, opened in %.0f ms", (System.nanoTime() - began) / 1e6);
        });
    }

    private interface Work {
        String in(Path folder) throws IOException;
    }

    private static String inTemporaryFolder(Work work) throws IOException {
        Path folder = Files.createTempDirectory("weft-doctor-");
        try {
            return work.in(folder);
        } finally {
            try (Stream<Path> content = Files.walk(folder)) {
                for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
