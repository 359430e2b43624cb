package dev.weft.solvers.elementary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.solvers.lanes.DoubleArithmetic;
import dev.weft.solvers.symbolic.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElementaryTest {
    /**
     * Validation against StrictMath: the bound asked for is 2 ulp, and the deviations that {@link Elementary} documents
     * are asserted. The arguments are the same in every run.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "EXP, 1, 1",
        "EXPM1, 2, 1",
        "LOG, 1, 1",
        "LOG1P, 2, 1",
        "SIN, 1, 1",
        "COS, 1, 1",
        "TAN, 2, 2",
        "ASIN, 1, 1",
        "ACOS, 1, 1",
        "ATAN, 1, 1",
        "ATAN2, 2, 1",
        "SINH, 2, 2",
        "COSH, 2, 2",
        "TANH, 2, 1",
        "CBRT, 1, 1",
        "POWER, 2, 1",
        "SIGN, 0, 0",
        "FLOOR, 0, 0",
        "CEIL, 0, 0",
        "RINT, 0, 0"
    })
    void deviatesByFewUlp(Operation operation, long inDouble, long inFloat) {
        Deviation doubles = new Deviation(operation);
        Arguments.forDouble(operation, doubles::ofDouble);
        assertThat(doubles.greatest()).as("double %s", doubles).isLessThanOrEqualTo(inDouble);

        Deviation floats = new Deviation(operation);
        Arguments.forFloat(operation, (a, b) -> floats.ofFloat((float) a, (float) b));
        assertThat(floats.greatest()).as("float %s", floats).isLessThanOrEqualTo(inFloat);
    }

    @Test
    void refusesWhatLanesHave() {
        assertThatThrownBy(() -> Elementary.apply(Operation.ADD, DoubleArithmetic.INSTANCE, 1.0, 2.0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("operation = ADD");
    }
}
