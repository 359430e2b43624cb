package dev.weft.sdk.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Hands out the rows of a CSV file, a line each: so a quote that is not closed spoils one row and not the rest of the file.
 * The header has to be right; a row that does not fit it has a fault.
 */
final class CsvRows extends LineRows {

    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final Set<String> repeated = new LinkedHashSet<>();
    private final int width;
    private int needed;
    private final NumberParser numbers = new NumberParser();

    /**
     * Opens a stream and reads its header.
     *
     * @param size of the stream in bytes, 0 if nobody knows
     * @throws DataException if there is no header
     */
    CsvRows(String name, InputStream in, long size) throws IOException {
        super(name, in, size);
        this.width = readHeader();
    }

    private int readHeader() throws IOException {
        do {
            if (!lines().next()) {
                throw new DataException(name() + ": the file is empty, expected a header line and data rows");
            }
        } while (lines().isBlank());
        String text = lines().text();
        lines().fault(text).ifPresent(fault -> {
            throw new DataException(name() + ": " + fault + " in the header, expected comma-separated values in UTF-8");
        });
        List<String> header;
        try {
            header = cells(text).stream().map(String::strip).toList();
        } catch (CsvParseException malformed) {
            throw new DataException(
                    name() + ": the header is not readable as CSV: " + malformed.getMessage(), malformed);
        }
        if (header.size() == 1 && text.indexOf('"') < 0 && header.get(0).matches(".*[;\\t].*")) {
            throw new DataException(name() + ": the header " + DataException.quote(header.get(0))
                    + " is not separated by commas, expected comma-separated values with decimal points");
        }
        for (int i = 0; i < header.size(); i++) {
            String column = header.get(i);
            if (!column.isEmpty()) {
                needed = i + 1;
                if (places.putIfAbsent(column, i) != null) {
                    repeated.add(column);
                }
            }
        }
        if (places.isEmpty()) {
            throw new DataException(name() + ": the first line names no column, expected a header with column names");
        }
        places.keySet().removeAll(repeated);
        return header.size();
    }

    private static List<String> cells(String line) {
        if (line.indexOf('"') >= 0) {
            return CsvReader.builder()
                    .allowUnclosedQuote(false)
                    .ofSingleCsvRecord(line)
                    .getFields();
        }
        List<String> cells = new ArrayList<>();
        int from = 0;
        for (int comma = line.indexOf(','); comma >= 0; comma = line.indexOf(',', from)) {
            cells.add(line.substring(from, comma));
            from = comma + 1;
        }
        cells.add(line.substring(from));
        return cells;
    }

    @Override
    public Optional<List<String>> columns() {
        return Optional.of(List.copyOf(places.keySet()));
    }

    @Override
    public Set<String> repeated() {
        return Set.copyOf(repeated);
    }

    @Override
    Row row(String text) {
        Optional<String> fault = lines().fault(text);
        List<String> cells = List.of();
        if (fault.isEmpty()) {
            try {
                cells = cells(text);
                // A trailing comma makes one empty cell more; anything else is a row that does not fit the header.
                boolean excess = cells.size() > width + 1
                        || cells.size() == width + 1 && !cells.get(width).isEmpty();
                if (excess || cells.size() < needed) {
                    fault = Optional.of(cells.size() + (cells.size() == 1 ? " cell" : " cells") + ", expected " + width
                            + " as in the header");
                }
            } catch (CsvParseException malformed) {
                fault = Optional.of("a quote that is not closed");
            }
        }
        return new CsvRow(lines().number(), text, fault, fault.isPresent() ? List.of() : cells);
    }

    private final class CsvRow implements Row {

        private final long line;
        private final String text;
        private final Optional<String> fault;
        private final List<String> cells;

        CsvRow(long line, String text, Optional<String> fault, List<String> cells) {
            this.line = line;
            this.text = text;
            this.fault = fault;
            this.cells = cells;
        }

        @Override
        public long line() {
            return line;
        }

        @Override
        public String text() {
            return Row.cut(text);
        }

        @Override
        public Optional<String> fault() {
            return fault;
        }

        private String raw(String column) {
            int place = places.getOrDefault(column, Integer.MAX_VALUE);
            return place < cells.size() ? cells.get(place) : "";
        }

        @Override
        public Optional<String> cell(String column) {
            return Optional.of(raw(column).strip()).filter(cell -> !cell.isEmpty());
        }

        @Override
        public double number(String column) {
            numbers.parse(raw(column));
            return numbers.value();
        }
    }
}
