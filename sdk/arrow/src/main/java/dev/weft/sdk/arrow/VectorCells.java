package dev.weft.sdk.arrow;

import dev.weft.sdk.data.Column;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FloatingPointVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VariableWidthFieldVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Gathers the cells of one column, batch after batch, on the heap. */
abstract sealed class VectorCells {

    private VectorCells() {}

    /** Chooses the cells for a type; empty when the type is not supported. */
    static Optional<VectorCells> of(ArrowType type) {
        if (type instanceof ArrowType.FloatingPoint floating
                && floating.getPrecision() != FloatingPointPrecision.HALF) {
            return Optional.of(new Numbers((vector, row) -> ((FloatingPointVector) vector).getValueAsDouble(row)));
        }
        if (type instanceof ArrowType.Null) {
            return Optional.of(new Numbers((vector, row) -> Double.NaN));
        }
        if (type instanceof ArrowType.Timestamp timestamp) {
            double perSecond = perSecond(timestamp.getUnit());
            return Optional.of(new Numbers((vector, row) -> ((TimeStampVector) vector).get(row) / perSecond));
        }
        if (type instanceof ArrowType.Int) {
            return Optional.of(new Integers((vector, row) -> ((BaseIntVector) vector).getValueAsLong(row)));
        }
        if (type instanceof ArrowType.Bool) {
            return Optional.of(new Integers((vector, row) -> ((BitVector) vector).get(row)));
        }
        if (type instanceof ArrowType.Utf8 || type instanceof ArrowType.LargeUtf8) {
            return Optional.of(new Texts());
        }
        return Optional.empty();
    }

    private static double perSecond(TimeUnit unit) {
        return switch (unit) {
            case SECOND -> 1;
            case MILLISECOND -> 1e3;
            case MICROSECOND -> 1e6;
            case NANOSECOND -> 1e9;
        };
    }

    /** Adds the cells of a batch. */
    abstract void append(ValueVector vector);

    /** Makes the column of all cells. */
    abstract Column toColumn(String name);

    private interface NumberAt {
        double get(ValueVector vector, int row);
    }

    private interface IntegerAt {
        long get(ValueVector vector, int row);
    }

    private static int grown(int capacity, int needed) {
        return Math.max(needed, capacity + (capacity >> 1));
    }

    private static final class Numbers extends VectorCells {

        private final NumberAt source;
        private double[] values = new double[0];
        private int count;

        Numbers(NumberAt source) {
            this.source = source;
        }

        @Override
        void append(ValueVector vector) {
            int added = vector.getValueCount();
            if (count + added > values.length) {
                values = Arrays.copyOf(values, grown(values.length, Math.addExact(count, added)));
            }
            for (int row = 0; row < added; row++) {
                values[count++] = vector.isNull(row) ? Double.NaN : source.get(vector, row);
            }
        }

        @Override
        Column toColumn(String name) {
            return Column.numbers(name, Arrays.copyOf(values, count));
        }
    }

    private static final class Integers extends VectorCells {

        private final IntegerAt source;
        private long[] values = new long[0];
        private boolean[] missing = new boolean[0];
        private boolean anyMissing;
        private int count;

        Integers(IntegerAt source) {
            this.source = source;
        }

        @Override
        void append(ValueVector vector) {
            int added = vector.getValueCount();
            if (count + added > values.length) {
                int capacity = grown(values.length, Math.addExact(count, added));
                values = Arrays.copyOf(values, capacity);
                missing = Arrays.copyOf(missing, capacity);
            }
            for (int row = 0; row < added; row++) {
                missing[count] = vector.isNull(row);
                anyMissing |= missing[count];
                values[count] = missing[count] ? 0 : source.get(vector, row);
                count++;
            }
        }

        @Override
        Column toColumn(String name) {
            if (!anyMissing) {
                return Column.integers(name, Arrays.copyOf(values, count));
            }
            double[] numbers = new double[count];
            for (int row = 0; row < count; row++) {
                numbers[row] = missing[row] ? Double.NaN : values[row];
            }
            return Column.numbers(name, numbers);
        }
    }

    private static final class Texts extends VectorCells {

        private final List<String> values = new ArrayList<>();

        @Override
        void append(ValueVector vector) {
            VariableWidthFieldVector texts = (VariableWidthFieldVector) vector;
            String before = "";
            for (int row = 0; row < texts.getValueCount(); row++) {
                String text = texts.isNull(row) ? "" : new String(texts.get(row), StandardCharsets.UTF_8);
                // A series' name stands in thousands of rows on end: one String serves them all.
                before = text.equals(before) ? before : text;
                values.add(before);
            }
        }

        @Override
        Column toColumn(String name) {
            return Column.texts(name, values);
        }
    }
}
