package dev.weft.sdk.arrow;

import dev.weft.sdk.data.Column;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.util.ValueVectorUtility;

/** Collects the record batches of a file into a table on the heap. */
final class BatchCollector {

    private BatchCollector() {}

    static Table collect(String source, ArrowReader reader) throws IOException {
        List<VectorCells> cells = cells(source, reader);
        while (reader.loadNextBatch()) {
            append(reader, cells);
        }
        return table(source, reader, cells);
    }

    /** Makes a table of the columns without rows. */
    static Table columns(String source, ArrowReader reader) throws IOException {
        return table(source, reader, cells(source, reader));
    }

    /** Makes a table of the batch that is loaded. */
    static Table batch(String source, ArrowReader reader) throws IOException {
        List<VectorCells> cells = cells(source, reader);
        append(reader, cells);
        return table(source, reader, cells);
    }

    private static List<VectorCells> cells(String source, ArrowReader reader) throws IOException {
        List<VectorCells> cells = new ArrayList<>();
        for (FieldVector vector : reader.getVectorSchemaRoot().getFieldVectors()) {
            cells.add(cellsFor(source, reader, vector.getField()));
        }
        return cells;
    }

    private static void append(ArrowReader reader, List<VectorCells> cells) throws IOException {
        VectorSchemaRoot root = reader.getVectorSchemaRoot();
        for (int i = 0; i < cells.size(); i++) {
            append(root.getVector(i), reader, cells.get(i));
        }
    }

    private static Table table(String source, ArrowReader reader, List<VectorCells> cells) throws IOException {
        VectorSchemaRoot root = reader.getVectorSchemaRoot();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            Field field = root.getVector(i).getField();
            Map<String, String> metadata = field.getMetadata();
            columns.add(cells.get(i)
                    .toColumn(field.getName())
                    .withUnit(metadata.getOrDefault(ArrowFormat.UNIT, ""))
                    .withMeaning(metadata.getOrDefault(ArrowFormat.MEANING, "")));
        }
        Map<String, String> metadata = root.getSchema().getCustomMetadata();
        return Table.of(source, columns).withMetadata(metadata == null ? Map.of() : metadata);
    }

    private static VectorCells cellsFor(String source, ArrowReader reader, Field field) throws IOException {
        DictionaryEncoding encoding = field.getDictionary();
        Field values = encoding == null
                ? field
                : dictionary(reader, encoding).getVector().getField();
        return VectorCells.of(values.getType())
                .orElseThrow(() -> new DataException(source + ", column " + DataException.quote(field.getName())
                        + ": values of the Arrow type " + values.getType()
                        + ", expected floats, integers, booleans, texts or timestamps"));
    }

    private static void append(FieldVector vector, ArrowReader reader, VectorCells cells) throws IOException {
        // The buffers come from a file that may be damaged: offsets are checked before they are followed.
        ValueVectorUtility.validateFull(vector);
        DictionaryEncoding encoding = vector.getField().getDictionary();
        if (encoding == null) {
            cells.append(vector);
            return;
        }
        Dictionary dictionary = dictionary(reader, encoding);
        ValueVectorUtility.validateFull(dictionary.getVector());
        try (ValueVector decoded = DictionaryEncoder.decode(vector, dictionary)) {
            cells.append(decoded);
        }
    }

    private static Dictionary dictionary(ArrowReader reader, DictionaryEncoding encoding) throws IOException {
        return Objects.requireNonNull(
                reader.getDictionaryVectors().get(encoding.getId()), "a dictionary that the schema names is missing");
    }
}
