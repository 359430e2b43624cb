package dev.weft.twins.audit;

import dev.weft.sdk.data.DataException;
import dev.weft.twins.ledger.SigningKey;
import dev.weft.twins.ledger.VerificationKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Function;

/** Write and read keys as PEM files. A signing key's file is its owner's alone, from its first byte on. */
public final class KeyFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> PUBLIC = PosixFilePermissions.fromString("rw-r--r--");

    private KeyFile() {}

    /** Return where the public half of a key lies: beside it, with {@code .pub} behind the name. */
    public static Path publicFile(Path file) {
        return file.resolveSibling(file.getFileName() + ".pub");
    }

    /**
     * Write both halves of a key, {@code file} for its owner only and {@link #publicFile} for all.
     *
     * @throws DataException if one of the files exists, as no key is ever written over, or cannot be written
     */
    public static void write(SigningKey key, Path file) {
        Path open = publicFile(file);
        if (Files.exists(open)) {
            throw exists(open);
        }
        create(file, key.toPem(), OWNER_ONLY);
        try {
            create(open, key.verification().toPem(), PUBLIC);
        } catch (DataException e) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    private static void create(Path file, String pem, Set<PosixFilePermission> permissions) {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
        try (SeekableByteChannel channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
            ByteBuffer bytes = ByteBuffer.wrap(pem.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (FileAlreadyExistsException e) {
            throw exists(file);
        } catch (IOException e) {
            throw new DataException(file + ": the key cannot be written: " + e.getMessage(), e);
        }
    }

    private static DataException exists(Path file) {
        return new DataException(file + ": exists already, and a key is never written over; choose another name");
    }

    /**
     * Read a signing key.
     *
     * @throws DataException if the file cannot be read, others than its owner may read it, or it holds no such key
     */
    public static SigningKey readSigning(Path file) {
        SigningKey key = read(file, SigningKey::fromPem);
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Set<PosixFilePermission> found = Files.getPosixFilePermissions(file);
                if (!Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE)
                        .containsAll(found)) {
                    throw new DataException("key " + file + " has permissions " + PosixFilePermissions.toString(found)
                            + ", expected rw------- or less; close it with chmod 600 " + file);
                }
            }
        } catch (IOException e) {
            throw new DataException("key " + file + " cannot be read: " + e.getMessage(), e);
        }
        return key;
    }

    /**
     * Read a public key.
     *
     * @throws DataException if the file cannot be read, or holds no such key
     */
    public static VerificationKey readVerification(Path file) {
        return read(file, VerificationKey::fromPem);
    }

    private static <T> T read(Path file, Function<String, T> parse) {
        try {
            // Whatever the bytes are, some text comes out: what is no key is told as that.
            return parse.apply(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            throw new DataException("key " + file + " does not exist; weft audit keygen --out FILE makes one", e);
        } catch (IOException e) {
            throw new DataException("key " + file + " cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new DataException("key " + file + " " + e.getMessage(), e);
        }
    }
}
