package dev.weft.twins.store.jdbc;

import dev.weft.twins.ledger.LedgerDraft;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.StoreSamples;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a JVM that writes to a store and says on its standard output what the store has acknowledged. */
final class WritingProcess implements AutoCloseable {
    static final String BEGIN = "begin";
    static final String REFUSED = "refused: ";
    static final List<String> TWINS = List.of("pump", "fan", "valve");

    private final Process process;
    private final BufferedReader output;

    WritingProcess(String place) throws IOException {
        this(place, WritingProcess.class);
    }

    /** Runs the main method of another class, which gets the place. */
    WritingProcess(String place, Class<?> program) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        place)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    @Nullable
    String readLine() {
        try {
            return output.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the process where it is (kill -9). Returns what it had said by then. */
    List<String> kill() throws InterruptedException {
        // Not the process's own method, which closes the stream before it was read to its end.
        process.toHandle().destroyForcibly();
        process.waitFor();
        List<String> lines = new ArrayList<>();
        String line = readLine();
        while (line != null) {
            lines.add(line);
            line = readLine();
        }
        return lines;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    static JdbcStore open(String place) {
        return place.startsWith("jdbc:") ? JdbcStore.openAt(place) : JdbcStore.openIn(Path.of(place));
    }

    public static void main(String[] arguments) {
        System.out.println(BEGIN);
        try (JdbcStore store = open(arguments[0])) {
            for (String id : TWINS) {
                if (store.find(id).isEmpty()) {
                    store.create(StoreSamples.twin(id), StoreSamples.created(id));
                }
            }
            for (long version = 1; version < 1_000_000; version++) {
                List<LedgerDraft> batch = new ArrayList<>();
                for (String id : TWINS) {
                    batch.add(StoreSamples.reading(id, version));
                }
                List<LedgerEntry> written = store.append(batch);
                LedgerEntry last = written.get(written.size() - 1);
                System.out.println(last.sequence() + " " + last.hash());
            }
        } catch (StoreException e) {
            System.out.println(REFUSED + e.getMessage());
        }
    }
}
