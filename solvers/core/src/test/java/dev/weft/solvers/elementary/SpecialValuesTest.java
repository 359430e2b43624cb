package dev.weft.solvers.elementary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.solvers.lanes.DoubleArithmetic;
import dev.weft.solvers.lanes.FloatArithmetic;
import dev.weft.solvers.symbolic.Operation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Exact results by the contract of {@link Math}, in both precisions. */
class SpecialValuesTest {
    private static final double[] SPECIAL = {
        0,
        Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Float.MIN_VALUE,
        Float.MIN_NORMAL,
        0.5,
        1,
        2,
        3,
        0x1p53,
        Float.MAX_VALUE,
        Double.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NaN
    };

    @ParameterizedTest
    @CsvSource({
        "EXP, 0, 1",
        "EXP, -0.0, 1",
        "EXP, Infinity, Infinity",
        "EXP, -Infinity, 0",
        "EXP, 1e4, Infinity",
        "EXP, -1e4, 0",
        "EXPM1, 0, 0",
        "EXPM1, -0.0, -0.0",
        "EXPM1, Infinity, Infinity",
        "EXPM1, -Infinity, -1",
        "EXPM1, -1e4, -1",
        "LOG, 1, 0",
        "LOG, 0, -Infinity",
        "LOG, -0.0, -Infinity",
        "LOG, -1, NaN",
        "LOG, Infinity, Infinity",
        "LOG, -Infinity, NaN",
        "LOG1P, 0, 0",
        "LOG1P, -0.0, -0.0",
        "LOG1P, -1, -Infinity",
        "LOG1P, -2, NaN",
        "LOG1P, Infinity, Infinity",
        "LOG1P, -Infinity, NaN",
        "SIN, 0, 0",
        "SIN, -0.0, -0.0",
        "SIN, Infinity, NaN",
        "SIN, -Infinity, NaN",
        "COS, 0, 1",
        "COS, -0.0, 1",
        "COS, Infinity, NaN",
        "COS, -Infinity, NaN",
        "TAN, 0, 0",
        "TAN, -0.0, -0.0",
        "TAN, Infinity, NaN",
        "TAN, -Infinity, NaN",
        "ASIN, 0, 0",
        "ASIN, -0.0, -0.0",
        "ASIN, 1.5, NaN",
        "ASIN, -1.5, NaN",
        "ASIN, Infinity, NaN",
        "ACOS, 1, 0",
        "ACOS, 1.5, NaN",
        "ACOS, -1.5, NaN",
        "ACOS, -Infinity, NaN",
        "ATAN, 0, 0",
        "ATAN, -0.0, -0.0",
        "SINH, 0, 0",
        "SINH, -0.0, -0.0",
        "SINH, Infinity, Infinity",
        "SINH, -Infinity, -Infinity",
        "COSH, 0, 1",
        "COSH, -0.0, 1",
        "COSH, Infinity, Infinity",
        "COSH, -Infinity, Infinity",
        "TANH, 0, 0",
        "TANH, -0.0, -0.0",
        "TANH, Infinity, 1",
        "TANH, -Infinity, -1",
        "TANH, 30, 1",
        "TANH, -30, -1",
        "CBRT, 0, 0",
        "CBRT, -0.0, -0.0",
        "CBRT, Infinity, Infinity",
        "CBRT, -Infinity, -Infinity",
        "CBRT, -8, -2",
        "CBRT, 27, 3",
        "SIGN, 0, 0",
        "SIGN, -0.0, -0.0",
        "SIGN, 1e-30, 1",
        "SIGN, -Infinity, -1",
        "FLOOR, -0.0, -0.0",
        "FLOOR, 0.5, 0",
        "FLOOR, -0.5, -1",
        "FLOOR, 1, 1",
        "FLOOR, -Infinity, -Infinity",
        "CEIL, -0.0, -0.0",
        "CEIL, 0.5, 1",
        "CEIL, -0.5, -0.0",
        "CEIL, 1, 1",
        "CEIL, Infinity, Infinity",
        "RINT, 0.5, 0",
        "RINT, -0.5, -0.0",
        "RINT, 1.5, 2",
        "RINT, 2.5, 2",
        "RINT, -2.5, -2",
        "RINT, 0.75, 1"
    })
    void ofOneOperand(Operation operation, double a, double expected) {
        assertSame(operation, a, 0, expected);
    }

    @ParameterizedTest
    @CsvSource({
        "POWER, 2, 0, 1",
        "POWER, NaN, 0, 1",
        "POWER, NaN, -0.0, 1",
        "POWER, 2, NaN, NaN",
        "POWER, 1, NaN, NaN",
        "POWER, 3, 1, 3",
        "POWER, 2, 10, 1024",
        "POWER, -2, 3, -8",
        "POWER, -2, 0.5, NaN",
        "POWER, 4, -0.5, 0.5",
        "POWER, 2, Infinity, Infinity",
        "POWER, 0.5, Infinity, 0",
        "POWER, 1, Infinity, NaN",
        "POWER, -1, -Infinity, NaN",
        "POWER, 0.5, -Infinity, Infinity",
        "POWER, 0, 2, 0",
        "POWER, -0.0, 3, -0.0",
        "POWER, 0, -1, Infinity",
        "POWER, -0.0, -1, -Infinity",
        "POWER, Infinity, 0.5, Infinity",
        "POWER, -Infinity, -3, -0.0",
        "ATAN2, 0, 1, 0",
        "ATAN2, -0.0, 1, -0.0",
        "ATAN2, 0, 0, 0",
        "ATAN2, -0.0, 0, -0.0",
        "ATAN2, 1, Infinity, 0",
        "ATAN2, -1, Infinity, -0.0",
        "ATAN2, NaN, 1, NaN",
        "ATAN2, 1, NaN, NaN"
    })
    void ofTwoOperands(Operation operation, double a, double b, double expected) {
        assertSame(operation, a, b, expected);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {
                "CONSTANT",
                "SYMBOL",
                "ADD",
                "SUBTRACT",
                "MULTIPLY",
                "DIVIDE",
                "MIN",
                "MAX",
                "NEGATE",
                "ABS",
                "SQRT",
                "SELECT"
            })
    void ofAllPairsOfSpecialOperands(Operation operation) {
        Deviation doubles = new Deviation(operation);
        Deviation floats = new Deviation(operation);
        for (double a : SPECIAL) {
            for (double b : SPECIAL) {
                for (int signs = 0; signs < 4; signs++) {
                    double x = (signs & 1) == 0 ? a : -a;
                    double y = (signs & 2) == 0 ? b : -b;
                    doubles.ofDouble(x, y);
                    floats.ofFloat((float) x, (float) y);
                }
            }
        }
        assertThat(doubles.greatest()).as("double %s", doubles).isLessThanOrEqualTo(1);
        assertThat(floats.greatest()).as("float %s", floats).isLessThanOrEqualTo(1);
    }

    private static void assertSame(Operation operation, double a, double b, double expected) {
        // Boxed, so that −0 is told from 0 and NaN equals NaN.
        assertThat(Elementary.apply(operation, DoubleArithmetic.INSTANCE, a, b)).isEqualTo(Double.valueOf(expected));
        assertThat(Elementary.apply(operation, FloatArithmetic.INSTANCE, (float) a, (float) b))
                .isEqualTo(Float.valueOf((float) expected));
    }
}
