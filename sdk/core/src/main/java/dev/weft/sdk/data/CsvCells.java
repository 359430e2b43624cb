package dev.weft.sdk.data;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects the cells of a CSV file column by column while it is parsed, without a String per cell.
 *
 * <p>The parser's loop asks for something per record: the number of records so far.
 */
final class CsvCells extends AbstractBaseCsvCallbackHandler<Integer> {

    private final String source;
    private final List<String> header = new ArrayList<>();
    private final List<CellStore> columns = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> repeated = new LinkedHashSet<>();
    private int needed;
    private boolean headerQuoted;
    private boolean inHeader = true;
    private int[] lines = new int[1 << 8];
    private int rows;
    private boolean excess;

    CsvCells(String source) {
        this.source = source;
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        excess = false;
        if (inHeader) {
            return;
        }
        if (rows == lines.length) {
            lines = Arrays.copyOf(lines, lines.length + (lines.length >> 1));
        }
        lines[rows] = (int) startingLineNumber;
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        if (inHeader) {
            header.add(new String(buffer, offset, length).strip());
            headerQuoted |= quoted;
        } else if (index < header.size()) {
            if (!header.get(index).isEmpty()) {
                columns.get(index).add(buffer, offset, length);
            }
        } else {
            // A trailing comma makes one empty cell more; anything else is a row that does not fit the header.
            excess |= index > header.size() || length > 0;
        }
    }

    @Override
    protected Integer buildRecord() {
        if (getRecordType() == RecordType.EMPTY) {
            // Many programs end a file with an empty line; only a quoted empty cell is a row.
            return rows;
        }
        if (inHeader) {
            endHeader();
        } else {
            endRow();
        }
        return rows;
    }

    private void endHeader() {
        inHeader = false;
        if (header.size() == 1 && !headerQuoted && header.get(0).matches(".*[;\\t].*")) {
            throw new DataException(source + ": the header " + DataException.quote(header.get(0))
                    + " is not separated by commas, expected comma-separated values with decimal points");
        }
        for (int i = 0; i < header.size(); i++) {
            columns.add(new CellStore());
            String name = header.get(i);
            if (!name.isEmpty()) {
                needed = i + 1;
                if (!names.add(name)) {
                    repeated.add(name);
                }
            }
        }
        if (names.isEmpty()) {
            throw new DataException(source + ": the first line names no column, expected a header with column names");
        }
    }

    private void endRow() {
        if (excess || getFieldCount() < needed) {
            throw new DataException(source + ", row " + (rows + 1) + " (line " + lines[rows] + "): " + getFieldCount()
                    + (getFieldCount() == 1 ? " cell" : " cells") + ", expected " + header.size()
                    + " as in the header");
        }
        rows++;
    }

    /** Makes the table of everything collected. */
    Table toTable() {
        if (inHeader) {
            throw new DataException(source + ": the file is empty, expected a header line and data rows");
        }
        if (rows == 0) {
            throw new DataException(source + ": a header but no data rows, expected at least one");
        }
        List<Column> named = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            if (!header.get(i).isEmpty() && !repeated.contains(header.get(i))) {
                named.add(columns.get(i).toColumn(new ColumnLabel(header.get(i))));
                columns.set(i, new CellStore());
            }
        }
        return Table.of(source, named).withRepeated(repeated).withLines(Arrays.copyOf(lines, rows));
    }
}
