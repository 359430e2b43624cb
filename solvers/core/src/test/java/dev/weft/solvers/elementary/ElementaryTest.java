package dev.weft.solvers.elementary;

import dev.weft.solvers.symbolic.Operation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ElementaryTest {
    @ParameterizedTest
    @EnumSource(
            names = {
                "EXP", "EXPM1", "LOG", "LOG1P", "SIN", "COS", "TAN", "ASIN", "ACOS", "ATAN", "ATAN2", "SINH", "COSH",
                "TANH", "CBRT", "POWER", "SIGN", "FLOOR", "CEIL", "RINT"
            })
    void deviatesByAtMostTwoUlp(Operation operation) {
        Deviation d = new Deviation(operation);
        Arguments.forDouble(operation, d::ofDouble);
        Deviation f = new Deviation(operation);
        Arguments.forFloat(operation, (a, b) -> f.ofFloat((float) a, (float) b));
        System.out.println(d + "\n   float " + f);
    }
}
