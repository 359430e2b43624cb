package dev.weft.sdk.warp;

import dev.weft.solvers.arrays.RealArrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The way back of a batch against automatic differentiation forwards, by Hipparchus, of the equations as printed.
 *
 * <p>A derivative sums some D·T·N = 2000 products of adjoints and weights, each rounded; adjoints of free running pass T
 * networks. So 1e-10 in double, relative to the terms of a derivative and at least 1; in float 1e-4.
 */
class WarpDifferentiationTest {
    private static final double DOUBLE = 1e-10;
    private static final double FLOAT = 1e-4;

    static List<WarpCase> cases() {
        return WarpCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsAgree(WarpCase kind) {
        WarpAgreement.backward(new WarpProblem(kind, 6, 21), RealArrays.doubles(), DOUBLE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsInFloatAreThoseInDouble(WarpCase kind) {
        WarpAgreement.backwardInFloat(new WarpProblem(kind, 6, 21), FLOAT);
    }

    @Property(tries = 60)
    void gradientsOfAnyCombinationAgree(@ForAll("combinations") WarpCase kind, @ForAll long seed) {
        WarpAgreement.backward(new WarpProblem(kind, 3, seed), RealArrays.doubles(), DOUBLE);
    }

    @Provide
    Arbitrary<WarpCase> combinations() {
        return Arbitraries.randomValue(WarpCase::random);
    }
}
