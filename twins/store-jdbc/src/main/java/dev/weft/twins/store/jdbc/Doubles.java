package dev.weft.twins.store.jdbc;

import java.nio.ByteBuffer;

/** Turn doubles into big-endian bytes and back, bit by bit. */
final class Doubles {
    private Doubles() {}

    static byte[] toBytes(double[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(Double.BYTES * values.length);
        buffer.asDoubleBuffer().put(values);
        return buffer.array();
    }

    /**
     * Read the bytes of {@link #toBytes}.
     *
     * @throws IllegalArgumentException if their number is not a multiple of 8
     */
    static double[] fromBytes(byte[] bytes) {
        if (bytes.length % Double.BYTES != 0) {
            throw new IllegalArgumentException(
                    "numbers of " + bytes.length + " bytes, expected a multiple of " + Double.BYTES);
        }
        double[] values = new double[bytes.length / Double.BYTES];
        ByteBuffer.wrap(bytes).asDoubleBuffer().get(values);
        return values;
    }
}
