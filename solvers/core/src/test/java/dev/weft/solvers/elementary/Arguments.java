package dev.weft.solvers.elementary;

import dev.weft.solvers.symbolic.Operation;
import java.util.SplittableRandom;

/** Feed a test with arguments of an operation: everywhere, densely where it is used, and around its thresholds. */
final class Arguments {
    private static final int DENSE = 50_000;

    /** Take one pair of arguments; the second has no meaning where the operation has one operand. */
    interface Sink {
        void accept(double a, double b);
    }

    private Arguments() {}

    static void forDouble(Operation operation, Sink sink) {
        SplittableRandom random = new SplittableRandom(operation.ordinal());
        for (int i = 0; i < DENSE; i++) {
            sink.accept(Double.longBitsToDouble(random.nextLong()), Double.longBitsToDouble(random.nextLong()));
        }
        dense(operation, random, sink);
        for (double threshold : thresholds()) {
            double up = threshold;
            double down = threshold;
            for (int i = 0; i < 100; i++) {
                pairs(operation, up, random, sink);
                pairs(operation, -up, random, sink);
                pairs(operation, down, random, sink);
                pairs(operation, -down, random, sink);
                up = Math.nextUp(up);
                down = Math.nextDown(down);
            }
        }
    }

    static void forFloat(Operation operation, Sink sink) {
        SplittableRandom random = new SplittableRandom(operation.ordinal());
        // A prime stride over all 2³² patterns meets every exponent at some 500 mantissas.
        for (long pattern = 0; pattern < 1L << 32; pattern += 16_381) {
            sink.accept(Float.intBitsToFloat((int) pattern), Float.intBitsToFloat(random.nextInt()));
        }
        dense(operation, random, (a, b) -> sink.accept((float) a, (float) b));
        for (double threshold : thresholds()) {
            float up = (float) threshold;
            float down = up;
            for (int i = 0; i < 100; i++) {
                pairs(operation, up, random, sink);
                pairs(operation, -up, random, sink);
                pairs(operation, down, random, sink);
                pairs(operation, -down, random, sink);
                up = Math.nextUp(up);
                down = Math.nextDown(down);
            }
        }
    }

    private static void dense(Operation operation, SplittableRandom random, Sink sink) {
        for (int i = 0; i < DENSE; i++) {
            // Magnitudes from 2⁻³⁰ to 2³⁰ evenly in the logarithm, and evenly over the intervals below.
            double magnitude = Math.scalb(1 + random.nextDouble(), random.nextInt(-30, 30));
            double a = random.nextBoolean() ? magnitude : -magnitude;
            double even = 2 * random.nextDouble() - 1;
            switch (operation) {
                case POWER -> {
                    double base = magnitude;
                    sink.accept(base, 750 * even / Math.log(base));
                    sink.accept(1 + 0.3 * even, a);
                    sink.accept(base, 4 * even);
                    sink.accept(base, 95 * random.nextDouble() / Math.log(base));
                }
                case ATAN2 -> {
                    double b = Math.scalb(2 * random.nextDouble() - 1, random.nextInt(-6, 6));
                    sink.accept(a, b);
                    sink.accept(even, b);
                    sink.accept(a, a * b);
                }
                default -> {
                    sink.accept(a, 0);
                    sink.accept(Math.abs(even) < 0.5 ? 2 * even : 1 + even, 0);
                    sink.accept(2.5 * even, 0);
                    sink.accept(25 * even, 0);
                    sink.accept(115 * even, 0);
                    sink.accept(760 * even, 0);
                    sink.accept(nearMultipleOfHalfPi(random), 0);
                }
            }
        }
    }

    private static double nearMultipleOfHalfPi(SplittableRandom random) {
        long multiple = random.nextLong(1L << random.nextInt(1, 30));
        double x = multiple * (Math.PI / 2);
        return x + random.nextInt(-2, 3) * Math.ulp(x);
    }

    /** Give an operation with two operands a second one with which the threshold matters. */
    private static void pairs(Operation operation, double a, SplittableRandom random, Sink sink) {
        if (operation.arity() == 1) {
            sink.accept(a, 0);
            return;
        }
        sink.accept(a, a);
        sink.accept(a, 2 * random.nextDouble() - 1);
        sink.accept(2 * random.nextDouble() - 1, a);
        // For powers: the result stands at the threshold.
        sink.accept(Math.exp(random.nextDouble()), a);
    }

    /** Return where any of the functions changes its form, or its result its kind. */
    private static double[] thresholds() {
        return new double[] {
            0,
            Double.MIN_NORMAL,
            Float.MIN_NORMAL,
            Double.MAX_VALUE,
            Float.MAX_VALUE,
            0.5,
            1,
            Math.sqrt(0.5),
            Math.sqrt(2),
            Math.log(2) / 2,
            Math.log(2),
            1.5 * Math.log(2),
            Math.log(3) / 2,
            Math.PI / 4,
            Math.PI / 2,
            Math.PI,
            2,
            20,
            50,
            // Where the exponential and its relatives leave the normal numbers of float and double.
            87,
            87.33654,
            88.72284,
            89.41599,
            103.97208,
            708,
            708.3964185322641,
            709.782712893384,
            710.4758600739439,
            745.1332191019412,
            // Where sin, cos, tan (2³⁰, in float 2¹⁷) and atan2 (2^±510, in float 2^±62) begin to call the function,
            // and where all numbers are integers.
            0x1p-510,
            0x1p-62,
            0x1p17,
            0x1p22,
            0x1p23,
            0x1p30,
            0x1p52,
            0x1p53,
            0x1p62,
            0x1p510
        };
    }
}
