package dev.weft.solvers.elementary;

import static dev.weft.solvers.symbolic.Operation.COS;
import static dev.weft.solvers.symbolic.Operation.SIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.solvers.lanes.Precision;
import dev.weft.solvers.symbolic.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Regression: the instructions that {@link Elementary} documents, which are what a kernel pays. */
class InstructionCountTest {
    @ParameterizedTest
    @CsvSource({
        "EXP, 21, 16",
        "EXPM1, 29, 25",
        "LOG, 34, 23",
        "LOG1P, 42, 31",
        "SIN, 30, 24",
        "COS, 31, 25",
        "TAN, 41, 34",
        "ASIN, 31, 24",
        "ACOS, 32, 25",
        "ATAN, 35, 25",
        "ATAN2, 44, 34",
        "SINH, 31, 26",
        "COSH, 29, 24",
        "TANH, 42, 32",
        "CBRT, 43, 42",
        "POWER, 84, 74",
        "SIGN, 5, 5",
        "FLOOR, 10, 10",
        "CEIL, 11, 11",
        "RINT, 7, 7"
    })
    void isAsDocumented(Operation operation, int inDouble, int inFloat) {
        assertThat(count(Precision.DOUBLE, operation)).isEqualTo(inDouble);
        assertThat(count(Precision.FLOAT, operation)).isEqualTo(inFloat);
    }

    @Test
    void sineAndCosineOfOneArgumentShareTheirReductionAndPolynomials() {
        assertThat(count(Precision.DOUBLE, SIN, COS)).isEqualTo(38);
        assertThat(count(Precision.FLOAT, SIN, COS)).isEqualTo(32);
    }

    private static int count(Precision precision, Operation... operations) {
        InstructionCounter counter = new InstructionCounter(precision);
        for (Operation operation : operations) {
            Elementary.apply(operation, counter, counter.argument("a"), counter.argument("b"));
        }
        return counter.instructions();
    }
}
