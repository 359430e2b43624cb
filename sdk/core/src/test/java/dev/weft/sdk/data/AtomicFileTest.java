package dev.weft.sdk.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path folder;

    @Test
    void writesAllOfIt() {
        write(target(), false, "whole");
        assertThat(target()).hasContent("whole");
        assertThat(names()).containsExactly("out.txt");
    }

    @Test
    void leavesNothingWhenTheWriterFails() {
        assertThatThrownBy(() -> AtomicFile.write(target(), false, out -> {
                    out.write(new byte[1 << 20]);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(DataException.class)
                .hasMessage(target() + ": cannot be written: No space left on device");
        assertThat(names()).isEmpty();
    }

    @Test
    void leavesNothingWhenTheWriterIsWrong() {
        IllegalStateException mistake = new IllegalStateException("mistake");
        assertThatThrownBy(() -> AtomicFile.write(target(), false, out -> {
                    out.write(1);
                    throw mistake;
                }))
                .isSameAs(mistake);
        assertThat(names()).isEmpty();
    }

    @Test
    void keepsTheEarlierFileUntilTheNewOneIsWhole() {
        write(target(), false, "earlier");
        assertThatThrownBy(() -> AtomicFile.write(target(), true, out -> {
                    out.write(1);
                    throw new IOException("broken");
                }))
                .isInstanceOf(DataException.class);
        assertThat(target()).hasContent("earlier");
        write(target(), true, "later");
        assertThat(target()).hasContent("later");
        assertThat(names()).containsExactly("out.txt");
    }

    @Test
    void refusesToOverwriteUnlessAllowed() {
        write(target(), false, "earlier");
        assertThatThrownBy(() -> write(target(), false, "later"))
                .isInstanceOf(DataException.class)
                .hasMessage(target() + ": already exists; choose another name or allow overwriting (--force)");
        assertThat(target()).hasContent("earlier");
    }

    @Test
    void refusesAFileThatAppearedMeanwhile() {
        assertThatThrownBy(() -> AtomicFile.write(target(), false, out -> {
                    out.write(1);
                    Files.writeString(target(), "another's");
                }))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("already exists");
        assertThat(target()).hasContent("another's");
        assertThat(names()).containsExactly("out.txt");
    }

    @Test
    void followsASymbolicLink() throws IOException {
        Path real = Files.writeString(folder.resolve("real.txt"), "earlier");
        Path link = Files.createSymbolicLink(folder.resolve("link.txt"), real);
        write(link, true, "later");
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(real).hasContent("later");
    }

    @Test
    void refusesFoldersThatAreMissingOrNone() throws IOException {
        Path missing = folder.resolve("missing/out.txt");
        assertThatThrownBy(() -> write(missing, false, ""))
                .isInstanceOf(DataException.class)
                .hasMessage(missing + ": the folder " + missing.getParent() + " does not exist; create it first");
        Path inFile = Files.writeString(folder.resolve("file"), "").resolve("out.txt");
        assertThatThrownBy(() -> write(inFile, false, ""))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is a file, expected a folder");
        assertThatThrownBy(() -> write(folder, true, ""))
                .isInstanceOf(DataException.class)
                .hasMessage(folder + ": is a folder, expected the name of a file to write");
        assertThatThrownBy(() -> write(Path.of(""), true, "")).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> write(Path.of("/"), true, "")).isInstanceOf(DataException.class);
    }

    @Test
    void refusesAFolderThatCannotBeWrittenTo() throws IOException {
        Path locked = Files.createDirectory(folder.resolve("locked"));
        // Root may write everywhere but in /proc, where creating a file fails in another way.
        Path target = locked.toFile().setWritable(false) && !Files.isWritable(locked)
                ? locked.resolve("out.txt")
                : Path.of("/proc/out.txt");
        Assumptions.assumeTrue(Files.isDirectory(target.getParent()), "no folder that cannot be written to");
        assertThatThrownBy(() -> write(target, false, ""))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(target + ": ")
                .hasMessageContaining("written");
    }

    /** Another hook waits for what is being written, as a training that was stopped by Ctrl-C does: it is whole. */
    @Test
    void isWrittenWholeWhereAShutdownHookWaitsForIt() throws Exception {
        write(target(), false, "earlier");
        assertThat(endedWhileWriting("true")).isEqualTo(3);
        assertThat(target()).hasContent("whole");
        assertThat(names()).containsExactly("out.txt");
    }

    @Test
    void leavesNothingWhereTheProgramEndsMeanwhile() throws Exception {
        write(target(), false, "earlier");
        assertThat(endedWhileWriting("false")).isEqualTo(3);
        assertThat(target()).hasContent("earlier");
        assertThat(names()).containsExactly("out.txt");
    }

    private int endedWhileWriting(String waits) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndsWhileWriting.class.getName(),
                        target().toString(),
                        waits)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor();
    }

    /** A program that is asked to end in the middle of a file, and whose hook waits for that file or does not. */
    static final class EndsWhileWriting {
        private EndsWhileWriting() {}

        public static void main(String[] args) throws InterruptedException {
            CountDownLatch ending = new CountDownLatch(1);
            CountDownLatch written = new CountDownLatch(1);
            boolean waits = Boolean.parseBoolean(args[1]);
            Thread writer = new Thread(() -> {
                AtomicFile.write(Path.of(args[0]), true, out -> {
                    out.write("wh".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    new Thread(() -> System.exit(3)).start();
                    pause(ending, 60_000);
                    if (waits) {
                        // Long enough for the other hooks to be through.
                        pause(new CountDownLatch(1), 500);
                        out.write("ole".getBytes(StandardCharsets.UTF_8));
                    } else {
                        pause(new CountDownLatch(1), 60_000);
                    }
                });
                written.countDown();
            });
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                ending.countDown();
                if (waits) {
                    pause(written, 60_000);
                }
            }));
            writer.start();
            writer.join();
        }

        private static void pause(CountDownLatch latch, long millis) {
            try {
                latch.await(millis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Path target() {
        return folder.resolve("out.txt");
    }

    private static void write(Path target, boolean overwrite, String text) {
        AtomicFile.write(target, overwrite, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
