package dev.weft.sdk.arrow;

import dev.weft.sdk.data.Column;
import dev.weft.sdk.data.IntegerColumn;
import dev.weft.sdk.data.NumberColumn;
import dev.weft.sdk.data.Table;
import dev.weft.sdk.data.TextColumn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** Fills one record batch after the other with the rows of a table. Owns the batch's memory. */
final class BatchFiller implements AutoCloseable {

    private final List<Column> columns;
    private final VectorSchemaRoot root;

    BatchFiller(Table table, BufferAllocator allocator) {
        columns = table.columns();
        List<Field> fields = columns.stream().map(BatchFiller::field).toList();
        root = VectorSchemaRoot.create(new Schema(fields, table.metadata()), allocator);
    }

    private static Field field(Column column) {
        Map<String, String> metadata = Map.of(ArrowFormat.UNIT, column.unit(), ArrowFormat.MEANING, column.meaning());
        FieldType type;
        if (column instanceof NumberColumn) {
            type = new FieldType(true, new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE), null, metadata);
        } else if (column instanceof IntegerColumn) {
            type = new FieldType(false, new ArrowType.Int(Long.SIZE, true), null, metadata);
        } else {
            type = new FieldType(false, ArrowType.Utf8.INSTANCE, null, metadata);
        }
        return new Field(column.name(), type, null);
    }

    /** The batch that {@link #fill} fills. */
    VectorSchemaRoot root() {
        return root;
    }

    void fill(int from, int to) {
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            FieldVector vector = root.getVector(i);
            if (column instanceof NumberColumn numbers) {
                fill((Float8Vector) vector, numbers, from, to);
            } else if (column instanceof IntegerColumn integers) {
                fill((BigIntVector) vector, integers, from, to);
            } else {
                fill((VarCharVector) vector, (TextColumn) column, from, to);
            }
        }
        root.setRowCount(to - from);
    }

    private static void fill(Float8Vector vector, NumberColumn numbers, int from, int to) {
        vector.allocateNew(to - from);
        for (int row = from; row < to; row++) {
            double value = numbers.value(row);
            // Null, not NaN: readers skip the one and are poisoned by the other.
            if (Double.isNaN(value)) {
                vector.setNull(row - from);
            } else {
                vector.set(row - from, value);
            }
        }
    }

    private static void fill(BigIntVector vector, IntegerColumn integers, int from, int to) {
        vector.allocateNew(to - from);
        for (int row = from; row < to; row++) {
            vector.set(row - from, integers.value(row));
        }
    }

    private static void fill(VarCharVector vector, TextColumn texts, int from, int to) {
        vector.allocateNew(to - from);
        for (int row = from; row < to; row++) {
            vector.setSafe(row - from, texts.text(row).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        root.close();
    }
}
