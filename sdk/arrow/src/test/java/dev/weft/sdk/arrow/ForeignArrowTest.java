package dev.weft.sdk.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.IntegerColumn;
import dev.weft.sdk.data.MissingValues;
import dev.weft.sdk.data.Table;
import dev.weft.sdk.data.Tables;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeStampMilliTZVector;
import org.apache.arrow.vector.TimeStampNanoVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.ArrowWriter;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads what other programs write: types that Weft does not write, streams, dictionaries. */
class ForeignArrowTest {

    @TempDir
    Path folder;

    private final BufferAllocator allocator = new RootAllocator();

    @AfterEach
    void nothingLeaks() {
        allocator.close();
        assertThat(OwnedMemory.live()).isZero();
    }

    @Test
    void readsNarrowNumbersAndBooleans() throws IOException {
        Float4Vector floats = new Float4Vector("float", allocator);
        TinyIntVector bytes = new TinyIntVector("byte", allocator);
        SmallIntVector shorts = new SmallIntVector("short", allocator);
        IntVector ints = new IntVector("int", allocator);
        UInt1Vector unsigned = new UInt1Vector("unsigned", allocator);
        BitVector bits = new BitVector("bool", allocator);
        NullVector nulls = new NullVector("null", 2);
        floats.setSafe(0, 0.5f);
        floats.setNull(1);
        bytes.setSafe(0, -1);
        bytes.setSafe(1, 1);
        shorts.setSafe(0, -300);
        shorts.setSafe(1, 300);
        ints.setSafe(0, 70_000);
        ints.setNull(1);
        unsigned.setSafe(0, 200);
        unsigned.setSafe(1, 1);
        bits.setSafe(0, 1);
        bits.setSafe(1, 0);
        Table table = read(false, null, 2, floats, bytes, shorts, ints, unsigned, bits, nulls);
        assertThat(table.numbers("float", MissingValues.KEEP)).containsExactly(0.5, Double.NaN);
        assertThat(((IntegerColumn) table.column("byte")).values()).containsExactly(-1, 1);
        assertThat(table.numbers("short")).containsExactly(-300, 300);
        assertThat(table.numbers("int", MissingValues.KEEP)).containsExactly(70_000, Double.NaN);
        assertThat(table.numbers("unsigned")).containsExactly(200, 1);
        assertThat(table.numbers("bool")).containsExactly(1, 0);
        assertThat(table.numbers("null", MissingValues.KEEP)).containsExactly(Double.NaN, Double.NaN);
    }

    @Test
    void readsTimestampsAsSeconds() throws IOException {
        TimeStampMilliTZVector millis = new TimeStampMilliTZVector("ms", allocator, "UTC");
        TimeStampNanoVector nanos = new TimeStampNanoVector("ns", allocator);
        millis.setSafe(0, 1_700_000_000_250L);
        nanos.setSafe(0, 1_500_000_000L);
        Table table = read(false, null, 1, millis, nanos);
        assertThat(table.numbers("ms")).containsExactly(1_700_000_000.25);
        assertThat(table.numbers("ns")).containsExactly(1.5);
    }

    @Test
    void readsTextsOfBothSizes() throws IOException {
        VarCharVector texts = new VarCharVector("utf8", allocator);
        LargeVarCharVector large = new LargeVarCharVector("large", allocator);
        texts.setSafe(0, utf8("µ"));
        texts.setNull(1);
        large.setSafe(0, utf8("a"));
        large.setSafe(1, utf8("1.5"));
        Table table = read(false, null, 2, texts, large);
        assertThat(table.texts("utf8")).containsExactly("µ", "");
        assertThat(table.texts("large")).containsExactly("a", "1.5");
        assertThat(table.numbers("large", MissingValues.REFUSE, 1, 2)).containsExactly(1.5);
    }

    @Test
    void readsStreams() throws IOException {
        IntVector ints = new IntVector("int", allocator);
        ints.setSafe(0, 7);
        assertThat(read(true, null, 1, ints).numbers("int")).containsExactly(7);
    }

    @Test
    void readsDictionaryEncodedTexts() throws IOException {
        for (boolean stream : new boolean[] {false, true}) {
            try (VarCharVector words = new VarCharVector("words", allocator);
                    VarCharVector texts = new VarCharVector("text", allocator)) {
                words.setSafe(0, utf8("pump"));
                words.setSafe(1, utf8("tank"));
                words.setValueCount(2);
                texts.setSafe(0, utf8("tank"));
                texts.setNull(1);
                texts.setSafe(2, utf8("pump"));
                texts.setValueCount(3);
                Dictionary dictionary = new Dictionary(words, new DictionaryEncoding(1, false, null));
                FieldVector encoded = (FieldVector) DictionaryEncoder.encode(texts, dictionary);
                Table table = read(stream, new DictionaryProvider.MapDictionaryProvider(dictionary), 3, encoded);
                assertThat(table.texts("text")).containsExactly("tank", "", "pump");
            }
        }
    }

    @Test
    void refusesOtherTypes() {
        DateDayVector days = new DateDayVector("day", allocator);
        days.setSafe(0, 20_000);
        assertThatThrownBy(() -> read(false, null, 1, days))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("foreign.arrow, column 'day': values of the Arrow type Date(DAY),"
                        + " expected floats, integers, booleans, texts or timestamps");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Writes the vectors with Arrow itself, closes them and reads the file as a user would. */
    private Table read(boolean stream, DictionaryProvider dictionaries, int rows, FieldVector... vectors)
            throws IOException {
        Path file = folder.resolve("foreign.arrow");
        try (VectorSchemaRoot root = VectorSchemaRoot.of(vectors);
                FileChannel channel = FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                ArrowWriter writer = stream
                        ? new ArrowStreamWriter(root, dictionaries, channel)
                        : new ArrowFileWriter(root, dictionaries, channel)) {
            root.setRowCount(rows);
            writer.start();
            writer.writeBatch();
            writer.end();
        }
        return Tables.read(file);
    }
}
