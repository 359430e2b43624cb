package dev.weft.sdk.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Reads and writes tables; the file's ending tells the format.
 *
 * <p>Formats come with modules on the class path: CSV with weft-sdk, Arrow with weft-sdk-arrow.
 */
public final class Tables {

    private static final Map<String, String> MODULE_OF_ENDING = Map.of(".arrow", "dev.weft:weft-sdk-arrow");

    private Tables() {}

    /**
     * Reads a table from a file.
     *
     * @param file the file
     * @return its table, called as the file was
     * @throws DataException if the ending is unknown, the file is missing or unreadable, or its contents are malformed
     */
    public static Table read(Path file) {
        TableFormat format = format(file);
        requireReadable(file);
        try {
            return format.read(file);
        } catch (IOException failure) {
            throw new DataException(file + ": cannot be read: " + AtomicFile.reason(failure), failure);
        }
    }

    /** Opens a file row by row; see {@link Rows#open}. */
    static RowSource rows(Path file) {
        TableFormat format = format(file);
        requireReadable(file);
        try {
            return format.rows(file);
        } catch (IOException failure) {
            throw new DataException(file + ": cannot be read: " + AtomicFile.reason(failure), failure);
        }
    }

    static void requireReadable(Path file) {
        if (!Files.exists(file)) {
            throw new DataException(file + ": no such file; " + folderHint(file));
        }
        if (Files.isDirectory(file)) {
            throw new DataException(file + ": is a folder, expected a data file");
        }
        if (!Files.isReadable(file)) {
            throw new DataException(file + ": cannot be read: permission denied; change its permissions");
        }
    }

    /**
     * Writes a table to a file, whole or not at all.
     *
     * @param table what to write
     * @param file the file
     * @param overwrite whether an existing file may be replaced
     * @throws DataException if the ending is unknown, the file exists and may not be replaced, or cannot be written
     */
    public static void write(Table table, Path file, Overwrite overwrite) {
        TableFormat format = format(file);
        AtomicFile.writeThrough(file, overwrite == Overwrite.ALLOW, temporary -> format.write(table, temporary));
    }

    /**
     * Checks that a table could be written to a file, before the work that produces it.
     *
     * @param file the file
     * @param overwrite whether an existing file may be replaced
     * @throws DataException if the ending is unknown, the file exists and may not be replaced, or cannot be written
     */
    public static void requireWritable(Path file, Overwrite overwrite) {
        format(file);
        AtomicFile.requireWritable(file, overwrite == Overwrite.ALLOW);
    }

    private static TableFormat format(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        List<String> endings = new ArrayList<>();
        for (TableFormat format : ServiceLoader.load(TableFormat.class, TableFormat.class.getClassLoader())) {
            for (String ending : format.endings()) {
                if (name.endsWith(ending)) {
                    return format;
                }
                endings.add(ending);
            }
        }
        String available = "expected one of: " + String.join(", ", endings);
        Optional<String> known =
                MODULE_OF_ENDING.keySet().stream().filter(name::endsWith).findFirst();
        if (known.isPresent()) {
            throw new DataException(file + ": " + known.get() + " files need the module "
                    + MODULE_OF_ENDING.get(known.get()) + " on the class path; without it " + available);
        }
        throw new DataException(file + ": the ending names no known format, " + available);
    }

    private static String folderHint(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null || Files.isDirectory(folder)
                ? "check the name"
                : "its folder " + folder + " does not exist either";
    }
}
