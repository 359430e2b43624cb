package dev.weft.twins.audit;

import dev.weft.sdk.data.DataException;
import dev.weft.twins.ledger.Checkpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Keep checkpoints of one ledger in a file, a line each, away from the store: what the store is held against later.
 *
 * <p>Lines are only ever added, so the file may be one that can do nothing else, or a copy of it may be.
 */
public final class CheckpointFile {
    private CheckpointFile() {}

    /**
     * Add a checkpoint. It is on the disk when this returns.
     *
     * @param file is made if it is missing; its folder has to be there
     * @throws DataException if it cannot be written to
     */
    public static void append(Path file, Checkpoint checkpoint) {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer line = ByteBuffer.wrap((checkpoint.line() + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new DataException(file + ": the checkpoint cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * Read all checkpoints of a file.
     *
     * @throws DataException if it cannot be read, or a line is no checkpoint
     */
    public static List<Checkpoint> read(Path file) {
        List<Checkpoint> checkpoints = new ArrayList<>();
        int number = 0;
        try {
            for (String line : Files.readAllLines(file)) {
                number++;
                checkpoints.add(Checkpoint.parse(line));
            }
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read as a file of checkpoints: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new DataException(file + ", line " + number + ": " + e.getMessage(), e);
        }
        return List.copyOf(checkpoints);
    }
}
