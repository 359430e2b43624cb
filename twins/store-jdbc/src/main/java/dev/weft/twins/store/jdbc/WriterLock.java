package dev.weft.twins.store.jdbc;

import dev.weft.twins.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keep all but one writer from a store. The operating system gives the lock back when the process ends, however it
 * ends; the file itself stays.
 */
final class WriterLock implements AutoCloseable {
    private static final String NAME = "weft.lock";

    /**
     * The folders this process writes to. Asked before the file is opened: where locks are POSIX's, closing any
     * channel of a file gives up the process's lock on it, the one that another channel holds too.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private WriterLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Lock a folder.
     *
     * @throws StoreException if another store writes to it
     * @throws IOException if the lock file cannot be opened
     */
    static WriterLock of(Path folder) throws IOException {
        Path real = folder.toRealPath();
        if (!HELD.add(real)) {
            throw StoreException.inUse("store " + folder + " is in use by this process already; close it first", null);
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(real.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw StoreException.inUse(
                        "store " + folder + " is in use by another weft process; stop it first", null);
            }
            return new WriterLock(real, channel);
        } catch (IOException | RuntimeException e) {
            if (channel != null) {
                channel.close();
            }
            HELD.remove(real);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(folder);
        }
    }
}
