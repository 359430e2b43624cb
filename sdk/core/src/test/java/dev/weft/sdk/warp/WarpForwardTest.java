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
 * Batches against the equations as printed: θ, predictions and loss, with every structure and option, with series of
 * every length up to one that is longer than the batch.
 *
 * <p>Both sides round some D + Dw products a weight and a step, T = 9 steps long, and a root network of three layers on
 * top: a few hundred roundings of 1.1e-16 in double, of 6e-8 in float, which a contraction does not let grow. So 1e-12
 * and 1e-5, relative to the largest number of a series.
 */
class WarpForwardTest {
    private static final double DOUBLE = 1e-12;
    private static final double FLOAT = 1e-5;
    private static final int SERIES = 11;

    static List<WarpCase> cases() {
        return WarpCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void doublesAgree(WarpCase kind) {
        WarpAgreement.forward(new WarpProblem(kind, SERIES, 11), RealArrays.doubles(), false, DOUBLE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void floatsAgree(WarpCase kind) {
        WarpAgreement.forward(new WarpProblem(kind, SERIES, 12), RealArrays.floats(), false, FLOAT);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void convolutionsAgree(WarpCase kind) {
        WarpProblem problem = new WarpProblem(kind, SERIES, 13);
        WarpAgreement.forward(problem, RealArrays.doubles(), true, DOUBLE);
        WarpAgreement.forward(problem, RealArrays.floats(), true, FLOAT);
    }

    @Property(tries = 100)
    void anyCombinationAgrees(@ForAll("combinations") WarpCase kind, @ForAll long seed) {
        WarpProblem problem = new WarpProblem(kind, 5, seed);
        WarpAgreement.forward(problem, RealArrays.doubles(), seed % 2 == 0, DOUBLE);
    }

    @Provide
    Arbitrary<WarpCase> combinations() {
        return Arbitraries.randomValue(WarpCase::random);
    }
}
