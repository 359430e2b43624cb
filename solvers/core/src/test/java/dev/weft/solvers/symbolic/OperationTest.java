package dev.weft.solvers.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OperationTest {
    @Test
    void appliesJavaArithmetic() {
        double a = 0.75;
        double b = -2.5;

        assertThat(Operation.ADD.apply(a, b, 9)).isEqualTo(-1.75);
        assertThat(Operation.SUBTRACT.apply(a, b, 9)).isEqualTo(3.25);
        assertThat(Operation.MULTIPLY.apply(a, b, 9)).isEqualTo(-1.875);
        assertThat(Operation.DIVIDE.apply(a, b, 9)).isEqualTo(0.75 / -2.5);
        assertThat(Operation.POWER.apply(2, 3, 9)).isEqualTo(8);
        assertThat(Operation.MIN.apply(a, b, 9)).isEqualTo(b);
        assertThat(Operation.MAX.apply(a, b, 9)).isEqualTo(a);
        assertThat(Operation.NEGATE.apply(a, b, 9)).isEqualTo(-0.75);
        assertThat(Operation.SQRT.apply(2.25, b, 9)).isEqualTo(1.5);
        assertThat(Operation.EXP.apply(a, b, 9)).isEqualTo(Math.exp(a));
        assertThat(Operation.LOG.apply(a, b, 9)).isEqualTo(Math.log(a));
        assertThat(Operation.SIN.apply(a, b, 9)).isEqualTo(Math.sin(a));
        assertThat(Operation.COS.apply(a, b, 9)).isEqualTo(Math.cos(a));
        assertThat(Operation.TANH.apply(a, b, 9)).isEqualTo(Math.tanh(a));
        assertThat(Operation.ABS.apply(b, a, 9)).isEqualTo(2.5);
    }

    @Test
    void selectTakesTheFirstBranchFromZeroOnAndTheOtherForNaN() {
        assertThat(Operation.SELECT.apply(0.0, 1, 2)).isEqualTo(1);
        assertThat(Operation.SELECT.apply(-0.0, 1, 2)).isEqualTo(1);
        assertThat(Operation.SELECT.apply(-Double.MIN_VALUE, 1, 2)).isEqualTo(2);
        assertThat(Operation.SELECT.apply(Double.NaN, 1, 2)).isEqualTo(2);
        assertThat(Operation.SELECT.apply(1, Double.NaN, 2)).isNaN();
        assertThat(Operation.SELECT.apply(1, 3, Double.NaN)).isEqualTo(3);
    }

    @Test
    void leavesHaveNothingToApplyTo() {
        assertThatThrownBy(() -> Operation.SYMBOL.apply(1, 2, 3))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SYMBOL");
        assertThatThrownBy(() -> Operation.CONSTANT.apply(1, 2, 3)).isInstanceOf(IllegalStateException.class);
    }
}
