package dev.weft.solvers.lanes;

/** Tell the two number formats of lanes apart: IEEE 754 binary64 and binary32. */
public enum Precision {
    DOUBLE(Double.BYTES, 52, 1023),
    FLOAT(Float.BYTES, 23, 127);

    private final int bytes;
    private final int mantissaBits;
    private final int exponentBias;

    Precision(int bytes, int mantissaBits, int exponentBias) {
        this.bytes = bytes;
        this.mantissaBits = mantissaBits;
        this.exponentBias = exponentBias;
    }

    /** Return the size of a value in bytes. */
    public int bytes() {
        return bytes;
    }

    /** Return how many bits of the mantissa are stored: 52 or 23. */
    public int mantissaBits() {
        return mantissaBits;
    }

    /** Return the bias of the exponent: 1023 or 127. */
    public int exponentBias() {
        return exponentBias;
    }
}
