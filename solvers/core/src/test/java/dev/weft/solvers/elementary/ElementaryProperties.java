package dev.weft.solvers.elementary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.solvers.lanes.DoubleArithmetic;
import dev.weft.solvers.symbolic.Operation;
import java.util.EnumSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ElementaryProperties {
    @Provide
    Arbitrary<Operation> functions() {
        EnumSet<Operation> lanes = EnumSet.range(Operation.CONSTANT, Operation.DIVIDE);
        lanes.addAll(EnumSet.range(Operation.MIN, Operation.ABS));
        lanes.add(Operation.SQRT);
        lanes.add(Operation.SELECT);
        return Arbitraries.of(EnumSet.complementOf(lanes));
    }

    @Property(tries = 5_000)
    void agreeWithStrictMathForAnyBitsInDouble(
            @ForAll("functions") Operation operation, @ForAll long a, @ForAll long b) {
        Deviation deviation = new Deviation(operation);
        deviation.ofDouble(Double.longBitsToDouble(a), Double.longBitsToDouble(b));
        assertThat(deviation.greatest()).as("%s", deviation).isLessThanOrEqualTo(2);
    }

    @Property(tries = 5_000)
    void agreeWithRoundedStrictMathForAnyBitsInFloat(
            @ForAll("functions") Operation operation, @ForAll int a, @ForAll int b) {
        Deviation deviation = new Deviation(operation);
        deviation.ofFloat(Float.intBitsToFloat(a), Float.intBitsToFloat(b));
        assertThat(deviation.greatest()).as("%s", deviation).isLessThanOrEqualTo(2);
    }

    @Property
    void sineAndCosineLieOnTheCircle(@ForAll double x) {
        double angle = x % 0x1p31;
        double sin = Elementary.apply(Operation.SIN, DoubleArithmetic.INSTANCE, angle, 0.0);
        double cos = Elementary.apply(Operation.COS, DoubleArithmetic.INSTANCE, angle, 0.0);
        // Each is within 1.3 ulp (measured against 200 bits): twice 2·1.3·2⁻⁵³ and three roundings.
        assertThat(Math.abs(sin * sin + cos * cos - 1)).isLessThan(8 * 0x1p-53);
    }

    @Property
    void oddFunctionsAreOddToTheBit(@ForAll double x) {
        for (Operation operation : new Operation[] {
            Operation.SIN, Operation.TAN, Operation.ASIN, Operation.ATAN, Operation.SINH, Operation.TANH, Operation.CBRT
        }) {
            Double plus = Elementary.apply(operation, DoubleArithmetic.INSTANCE, x, 0.0);
            Double minus = Elementary.apply(operation, DoubleArithmetic.INSTANCE, -x, 0.0);
            assertThat(minus).as("%s(%s)", operation, -x).isEqualTo(Double.valueOf(-plus));
        }
    }
}
