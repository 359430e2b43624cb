package dev.weft.sdk.hybrid;

import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Put vectors together. */
final class Vectors {
    private Vectors() {}

    static double[] concat(double[]... parts) {
        return Stream.of(parts).flatMapToDouble(DoubleStream::of).toArray();
    }
}
