package dev.weft.sdk.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads and writes comma-separated values as in RFC 4180: a header line, quotes where needed, UTF-8.
 *
 * <p>Reading: blanks around names and numbers are ignored, empty lines skipped, a byte-order mark and both line ends
 * accepted. A column without a name is left out (a trailing comma makes one). A column is of integers if all its cells
 * are; of numbers if all are numbers, empty or NaN; else of texts — also where digits would be lost, as in 007. Columns
 * that share a name (loggers write such files) are there for {@link Table#has} but refused when asked for.
 *
 * <p>Writing: numbers in the shortest form that reads back as the same double, NaN as an empty cell, lines end in LF.
 * Units, meanings and metadata have no place in this format.
 */
public final class CsvFormat implements TableFormat {

    /** Creates the format; users go through {@link Tables}. */
    public CsvFormat() {}

    @Override
    public List<String> endings() {
        return List.of(".csv");
    }

    @Override
    public Table read(Path file) throws IOException {
        CsvCells cells = new CsvCells(file.toString());
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                CsvReader<Integer> records = CsvReader.builder()
                        .allowUnclosedQuote(false)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .build(cells, decoded(in))) {
            records.forEach(rows -> {});
        } catch (CsvParseException malformed) {
            throw unreadable(file, malformed);
        } catch (UncheckedIOException failure) {
            throw unreadable(file, failure);
        } catch (CharacterCodingException malformed) {
            throw unreadable(file, malformed);
        }
        return cells.toTable();
    }

    @Override
    public RowSource rows(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            return new CsvRows(file.toString(), in, Files.size(file));
        } catch (DataException | IOException refused) {
            in.close();
            throw refused;
        }
    }

    private static Reader decoded(InputStream in) throws IOException {
        in.mark(3);
        boolean marked = in.read() == 0xEF && in.read() == 0xBB && in.read() == 0xBF;
        if (!marked) {
            in.reset();
        }
        return new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private static DataException unreadable(Path file, Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataException refused) {
                return refused;
            }
            if (cause instanceof CharacterCodingException) {
                return new DataException(file + ": not UTF-8 text, expected comma-separated values in UTF-8", failure);
            }
        }
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return new DataException(file + ": not readable as CSV: " + cause.getMessage(), failure);
    }

    @Override
    public void write(Table table, Path file) throws IOException {
        List<Column> columns = table.columns();
        QuoteStrategy quotes = columns.size() == 1 ? new OneColumn() : QuoteStrategies.REQUIRED;
        try (CsvWriter writer = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .quoteStrategy(quotes)
                .bufferSize(1 << 16)
                .build(file, StandardCharsets.UTF_8)) {
            String[] cells = table.columnNames().toArray(new String[0]);
            writer.writeRecord(cells);
            for (int row = 0; row < table.rows(); row++) {
                for (int i = 0; i < cells.length; i++) {
                    cells[i] = columns.get(i).text(row);
                }
                writer.writeRecord(cells);
            }
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    /** Quotes what a reader would misunderstand in a table of one column. */
    private static final class OneColumn implements QuoteStrategy {

        /** An empty cell would be an empty line, which readers skip. */
        @Override
        public boolean quoteEmpty(int line, int field) {
            return true;
        }

        /** A name with another separator in it would look like a file that is not separated by commas. */
        @Override
        public boolean quoteValue(int line, int field, String value) {
            return value.indexOf(';') >= 0 || value.indexOf('\t') >= 0;
        }
    }
}
