package dev.weft.twins.ledger;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Read and write what a block of twins read in one step, and the weights after it, in columns.
 *
 * <p>As bytes, big-endian: 1; fleet and block, 4 bytes each; the counts K of inputs, Q of outputs, D of weights and S of states
 * of weights that serve instead, 0 where none do, 2 each;
 * which of the {@value #LANES} lanes took a reading, a bit each, 16; 1 if all versions are the same, else 0, and 1 if all
 * times are, 1 each; versions [n] and times [n] or one of each, 8; inputs [K×n], outputs [Q×n], surprises [n], means of θ
 * after the step [D×n], states that serve instead [S×n], NaN where those of θ do, 8 each. The numbers of a column stand in the order of the lanes. Immutable.
 */
public final class StepReadings {
    /** Lanes of a block. */
    public static final int LANES = 128;

    private static final byte FORMAT = 1;
    private static final int HEAD = 1 + 2 * Integer.BYTES + 4 * Short.BYTES + 2 * Long.BYTES + 2;

    private final int fleet;
    private final int block;
    private final int inputs;
    private final int outputs;
    private final int weights;
    private final int served;
    private final long low;
    private final long high;
    private final long[] versions;
    private final double[] times;
    private final double[] values;

    /** Know what lanes read; lanes are those of the fleet. */
    public interface Source {
        /** Return the version of a twin after the step. */
        long version(int lane);

        /** Return the time of a reading. */
        double time(int lane);

        /** Return a number of a column: inputs, outputs, surprise, means, states that serve instead. */
        double value(int column, int lane);
    }

    private StepReadings(
            int fleet,
            int block,
            int inputs,
            int outputs,
            int weights,
            int served,
            long low,
            long high,
            long[] versions,
            double[] times,
            double[] values) {
        this.fleet = fleet;
        this.block = block;
        this.inputs = inputs;
        this.outputs = outputs;
        this.weights = weights;
        this.served = served;
        this.low = low;
        this.high = high;
        this.versions = versions;
        this.times = times;
        this.values = values;
    }

    /**
     * Write columns.
     *
     * @param inputs K
     * @param outputs Q
     * @param weights D
     * @param served S
     * @param lanes of the fleet, in ascending order, all of this block. Not modified
     * @param count how many of them there are
     */
    public static byte[] write(
            int fleet,
            int block,
            int inputs,
            int outputs,
            int weights,
            int served,
            int[] lanes,
            int count,
            Source source) {
        long low = 0;
        long high = 0;
        boolean oneVersion = true;
        boolean oneTime = true;
        for (int i = 0; i < count; i++) {
            int place = lanes[i] - block * LANES;
            if (place < Long.SIZE) {
                low |= 1L << place;
            } else {
                high |= 1L << (place - Long.SIZE);
            }
            oneVersion &= source.version(lanes[i]) == source.version(lanes[0]);
            oneTime &= source.time(lanes[i]) == source.time(lanes[0]);
        }
        int versions = oneVersion ? 1 : count;
        int times = oneTime ? 1 : count;
        int columns = inputs + outputs + 1 + weights + served;
        ByteBuffer buffer = ByteBuffer.allocate(HEAD + Long.BYTES * (versions + times + columns * count));
        buffer.put(FORMAT)
                .putInt(fleet)
                .putInt(block)
                .putShort((short) inputs)
                .putShort((short) outputs)
                .putShort((short) weights)
                .putShort((short) served)
                .putLong(low)
                .putLong(high)
                .put((byte) (oneVersion ? 1 : 0))
                .put((byte) (oneTime ? 1 : 0));
        for (int i = 0; i < versions; i++) {
            buffer.putLong(source.version(lanes[i]));
        }
        for (int i = 0; i < times; i++) {
            buffer.putDouble(source.time(lanes[i]));
        }
        for (int column = 0; column < columns; column++) {
            for (int i = 0; i < count; i++) {
                buffer.putDouble(source.value(column, lanes[i]));
            }
        }
        return buffer.array();
    }

    /**
     * Read the bytes of {@link #write}.
     *
     * @throws IllegalArgumentException if they are no such bytes
     */
    public static StepReadings of(byte[] bytes) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            byte format = buffer.get();
            int fleet = buffer.getInt();
            int block = buffer.getInt();
            int inputs = Short.toUnsignedInt(buffer.getShort());
            int outputs = Short.toUnsignedInt(buffer.getShort());
            int weights = Short.toUnsignedInt(buffer.getShort());
            int served = Short.toUnsignedInt(buffer.getShort());
            long low = buffer.getLong();
            long high = buffer.getLong();
            byte oneVersion = buffer.get();
            byte oneTime = buffer.get();
            int count = Long.bitCount(low) + Long.bitCount(high);
            long columns = inputs + outputs + 1L + weights + served;
            long numbers = (oneVersion == 1 ? 1 : count) + (oneTime == 1 ? 1 : count) + columns * count;
            if (format != FORMAT
                    || count == 0
                    || (oneVersion | 1) != 1
                    || (oneTime | 1) != 1
                    || bytes.length != HEAD + Long.BYTES * numbers) {
                throw new IllegalArgumentException("readings of a step of " + bytes.length + " bytes say format "
                        + format + " and " + count + " twins, expected a length that fits");
            }
            long[] versions = new long[count];
            double[] times = new double[count];
            for (int i = 0; i < count; i++) {
                versions[i] = i > 0 && oneVersion == 1 ? versions[0] : buffer.getLong();
            }
            for (int i = 0; i < count; i++) {
                times[i] = i > 0 && oneTime == 1 ? times[0] : buffer.getDouble();
            }
            double[] values = new double[(int) columns * count];
            buffer.asDoubleBuffer().get(values);
            return new StepReadings(fleet, block, inputs, outputs, weights, served, low, high, versions, times, values);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("readings of a step of " + bytes.length + " bytes, expected more", e);
        }
    }

    /**
     * Note the versions of the twins that took a reading, without looking at the rest.
     *
     * @param bytes of {@link #write}. Not modified
     * @param versions by lane of the fleet; those of other twins stay. Modified
     */
    public static void noteVersions(byte[] bytes, long[] versions) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int lane = buffer.getInt(1 + Integer.BYTES) * LANES;
        int at = HEAD;
        int bits = HEAD - 2 - 2 * Long.BYTES;
        boolean one = buffer.get(HEAD - 2) == 1;
        for (int word = 0; word < 2; word++) {
            long mask = buffer.getLong(bits + word * Long.BYTES);
            for (int place = 0; place < Long.SIZE; place++, lane++) {
                if ((mask >>> place & 1) == 1) {
                    versions[lane] = buffer.getLong(at);
                    at += one ? 0 : Long.BYTES;
                }
            }
        }
    }

    /** Return the number of the twins that step together. */
    public int fleet() {
        return fleet;
    }

    /** Return the number of the block. */
    public int block() {
        return block;
    }

    /** Return how many twins took a reading. */
    public int count() {
        return versions.length;
    }

    /** Return which of the twins that took a reading stands at a place of the block, −1 if that took none. */
    public int index(int place) {
        long word = place < Long.SIZE ? low : high;
        long bit = 1L << (place % Long.SIZE);
        if ((word & bit) == 0) {
            return -1;
        }
        return Long.bitCount(word & (bit - 1)) + (place < Long.SIZE ? 0 : Long.bitCount(low));
    }

    /** Return the version of a twin after the step. */
    public long version(int index) {
        return versions[index];
    }

    /** Return the time of a reading. */
    public double time(int index) {
        return times[index];
    }

    /** Return the inputs of a reading, as a copy [K]. */
    public double[] inputs(int index) {
        return column(0, inputs, index);
    }

    /** Return the outputs of a reading, as a copy [Q]. */
    public double[] measured(int index) {
        return column(inputs, outputs, index);
    }

    /** Return the normalised innovation squared of a reading. */
    public double surprise(int index) {
        return values[(inputs + outputs) * count() + index];
    }

    /** Return the means of θ after the step, as a copy [D]. */
    public double[] means(int index) {
        return column(inputs + outputs + 1, weights, index);
    }

    /** Return the states of the weights that serve instead of θ after the step, as a copy [S]; none if θ serves. */
    public double[] served(int index) {
        double[] states = column(inputs + outputs + 1 + weights, served, index);
        return served > 0 && Double.isNaN(states[0]) ? new double[0] : states;
    }

    private double[] column(int first, int size, int index) {
        double[] picked = new double[size];
        Arrays.setAll(picked, k -> values[(first + k) * count() + index]);
        return picked;
    }
}
