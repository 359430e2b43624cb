package dev.weft.sdk.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes a file so that it is there whole or not at all.
 *
 * <p>The contents go to a hidden temporary file in the same folder, are forced to the disk and then moved over the
 * target in one step. Whatever ends the writing — an exception, a full disk, an interrupt from the keyboard — no half
 * file stays behind and an earlier file stays as it was. Where a program ends in good order, by shutdown hooks that
 * wait for what is being written, it is written whole. Safe to use from several threads; of two that write the same
 * target the later wins.
 */
public final class AtomicFile {

    private static final Set<Path> UNFINISHED = ConcurrentHashMap.newKeySet();

    private static volatile boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(AtomicFile::end, "weft-unfinished-files"));
    }

    private AtomicFile() {}

    /**
     * Writes a file from a stream.
     *
     * @param target the file to write; a symbolic link is followed
     * @param overwrite whether an existing file may be replaced
     * @param contents writes everything into the given stream, which is buffered and closed for it
     * @throws DataException if the target exists and may not be replaced, is no plain file, or cannot be written
     */
    public static void write(Path target, boolean overwrite, IoConsumer<OutputStream> contents) {
        writeThrough(target, overwrite, temporary -> {
            try (OutputStream out = new BufferedOutputStream(
                    Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    1 << 16)) {
                contents.accept(out);
            }
        });
    }

    /**
     * Writes a file through a library that wants a path.
     *
     * @param target the file to write; a symbolic link is followed
     * @param overwrite whether an existing file may be replaced
     * @param contents creates the file at the given path, which does not exist yet
     * @throws DataException if the target exists and may not be replaced, is no plain file, or cannot be written
     */
    public static void writeThrough(Path target, boolean overwrite, IoConsumer<Path> contents) {
        requireWritable(target, overwrite);
        try {
            Path file = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
            String name = "." + file.getFileName() + "." + UUID.randomUUID() + ".tmp";
            Path temporary = file.resolveSibling(name);
            UNFINISHED.add(temporary);
            if (ending) {
                requireTime(temporary);
            }
            try {
                contents.accept(temporary);
                force(temporary);
                requireWritable(target, overwrite);
                move(temporary, file);
            } finally {
                deleteQuietly(temporary);
                UNFINISHED.remove(temporary);
            }
        } catch (IOException failure) {
            throw new DataException(target + ": cannot be written: " + reason(failure), failure);
        }
    }

    /**
     * Checks that a file may be written, before the work that produces it.
     *
     * @param target the file to write
     * @param overwrite whether an existing file may be replaced
     * @throws DataException if the target exists and may not be replaced, is no plain file, or its folder is missing or
     *     cannot be written to
     */
    public static void requireWritable(Path target, boolean overwrite) {
        if (Files.isDirectory(target)) {
            throw new DataException(target + ": is a folder, expected the name of a file to write");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new DataException(target + ": is not a plain file, expected the name of a file to write");
        }
        if (Files.exists(target) && !overwrite) {
            throw new DataException(target + ": already exists; choose another name or allow overwriting (--force)");
        }
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null
                || target.getFileName() == null
                || target.getFileName().toString().isEmpty()) {
            throw new DataException("'" + target + "': expected the name of a file to write");
        }
        if (!Files.isDirectory(folder)) {
            throw new DataException(target + ": the folder " + folder
                    + (Files.exists(folder) ? " is a file, expected a folder" : " does not exist; create it first"));
        }
        if (!Files.isWritable(folder)) {
            throw new DataException(target + ": the folder " + folder
                    + " cannot be written to; choose another or change its permissions");
        }
    }

    /**
     * Shutdown hooks run side by side: another one may still wait for a file that is being written. What the JVM itself
     * deletes at exit it deletes behind all of them.
     */
    private static void end() {
        ending = true;
        UNFINISHED.forEach(AtomicFile::deleteLast);
    }

    /** Refuses to begin when nothing is left that would clean up. */
    private static void requireTime(Path file) throws IOException {
        try {
            deleteLast(file);
        } catch (IllegalStateException tooLate) {
            throw new IOException("the program has ended", tooLate);
        }
    }

    private static void deleteLast(Path file) {
        if (file.getFileSystem().equals(FileSystems.getDefault())) {
            file.toFile().deleteOnExit();
        } else {
            deleteQuietly(file);
        }
    }

    /** Says why input or output failed, without the path that {@link FileSystemException} repeats. */
    static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (failure instanceof FileSystemException named && named.getReason() != null) {
            return named.getReason();
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private static void force(Path file) throws IOException {
        // A full disk may show only here; and a crash after the move must not leave an empty file.
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void move(Path temporary, Path file) throws IOException {
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException rare) {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException alreadyFailing) {
            // Nothing better can be done: what went wrong before is what the user must hear.
        }
    }
}
