package dev.weft.twins.store.jdbc;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL server of our own on the loopback, with its data in a temporary folder; both end with the tests. */
final class PostgresProcess implements AutoCloseable {
    static final String USER = "weft";
    /** With characters that a URL has to encode. */
    static final String PASSWORD = "warp & w%ft?";

    private static final long PATIENCE_SECONDS = 60;
    // The pipe to this process ends with it, however it ends: no server and no folder stay behind.
    private static final String SCRIPT = """
            "$1/postgres" -D "$2/data" -p "$3" -h 127.0.0.1 -k "" -c fsync=off > "$2/log" 2>&1 < /dev/null &
            cat > /dev/null
            kill -INT $!
            wait
            rm -rf "$2"
            """;

    private final int port;
    private final Process process;

    /**
     * Start a server.
     *
     * @param binaries folder of {@code initdb} and {@code postgres}
     */
    PostgresProcess(Path binaries) {
        try {
            Path folder = Files.createTempDirectory("weft-postgres-");
            Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
            // PostgreSQL does not run as root.
            List<String> as = new ArrayList<>();
            if (isRoot()) {
                String user = otherUser(folder);
                hand(folder, user);
                hand(password, user);
                as.addAll(List.of("runuser", "-u", user, "--"));
            }
            run(with(
                    as,
                    binaries.resolve("initdb").toString(),
                    "--pgdata=" + folder.resolve("data"),
                    "--username=" + USER,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--no-sync"));
            port = freePort();
            process = new ProcessBuilder(with(
                            as,
                            "sh",
                            "-c",
                            SCRIPT,
                            "weft-postgres",
                            binaries.toString(),
                            folder.toString(),
                            Integer.toString(port)))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            await(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Find the newest server that is installed: where Debian puts it, or on the path. */
    static Optional<Path> binaries() {
        List<Path> folders = new ArrayList<>();
        Path debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (Stream<Path> versions = Files.list(debian)) {
                versions.sorted(Comparator.comparingInt(PostgresProcess::version)
                                .reversed())
                        .forEach(version -> folders.add(version.resolve("bin")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(part -> !part.isEmpty())
                .forEach(part -> folders.add(Path.of(part)));
        return folders.stream()
                .filter(folder ->
                        Files.isExecutable(folder.resolve("initdb")) && Files.isExecutable(folder.resolve("postgres")))
                .findFirst();
    }

    private static int version(Path folder) {
        String digits = folder.getFileName().toString().replaceAll("\\D.*", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** The user of Debian's package, else the one that owns nothing. */
    private static String otherUser(Path folder) throws IOException {
        try {
            folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres");
            return "postgres";
        } catch (UserPrincipalNotFoundException e) {
            return "nobody";
        }
    }

    private static void hand(Path file, String user) throws IOException {
        Files.setOwner(
                file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
    }

    private static List<String> with(List<String> as, String... command) {
        return Stream.concat(as.stream(), Stream.of(command)).toList();
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process run = new ProcessBuilder(command)
                .directory(Path.of(System.getProperty("java.io.tmpdir")).toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (run.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + output);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void await(Path log) throws InterruptedException, IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try {
                connect("postgres").close();
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > end) {
                    String said = Files.readString(log);
                    close();
                    throw new IllegalStateException("PostgreSQL did not start: " + said, e);
                }
                Thread.sleep(50);
            }
        }
    }

    int port() {
        return port;
    }

    /** Connect as the superuser. */
    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, USER, PASSWORD);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.waitFor();
    }
}
