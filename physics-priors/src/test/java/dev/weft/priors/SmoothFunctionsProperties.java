package dev.weft.priors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Values and slopes where a plain root or maximum has none: at zero, below it, and far out. */
class SmoothFunctionsProperties {
    private static final double WIDTH = 0.01;
    private static final Probe ROOT = new Probe(x -> x.signedSqrt(WIDTH));
    private static final Probe POSITIVE = new Probe(x -> x.softPositivePart(WIDTH));
    private static final Probe WEIR = new Probe(Quantity::weir);

    /** Numbers of every size, both signs, zero itself; squares of the largest are still finite. */
    @Provide
    Arbitrary<Double> anywhere() {
        Arbitrary<Double> sized = Arbitraries.doubles()
                .between(-300, 150)
                .flatMap(e -> Arbitraries.of(-1.0, 1.0).map(sign -> sign * Math.pow(10, e)));
        return Arbitraries.oneOf(
                sized,
                Arbitraries.doubles().between(-1, 1).ofScale(12),
                Arbitraries.of(0.0, -0.0, WIDTH, -WIDTH, Double.MIN_VALUE, -Double.MIN_VALUE, 1e150, -1e150));
    }

    @Property
    void valuesAndSlopesAreFiniteEverywhere(@ForAll("anywhere") double x) {
        for (Probe probe : new Probe[] {ROOT, POSITIVE}) {
            assertThat(probe.value(x)).isFinite();
            assertThat(probe.slope(x)).isFinite().isNotNegative();
        }
        // x^1.5 of 1e150 is 1e225: still a number.
        assertThat(WEIR.value(x)).isFinite().isNotNegative();
        assertThat(WEIR.slope(x)).isFinite().isNotNegative();
    }

    @Property
    void theSignedRootIsOdd(@ForAll("anywhere") double x) {
        assertThat(ROOT.value(-x)).isEqualTo(-ROOT.value(x));
    }

    /** √x·(1 − δ²/(4x²) + …): the next term of the series is below δ⁴ of x, so the bound is doubled, plus rounding. */
    @Property
    void theSignedRootIsTheRootToTheErrorItsJavadocStates(@ForAll("anywhere") double x) {
        net.jqwik.api.Assume.that(x > 2 * WIDTH);
        double bound = 2 * WIDTH * WIDTH / (4 * x * x) + 1e-15;
        assertThat(ROOT.value(x) / Math.sqrt(x) - 1).isCloseTo(0, offset(bound));
    }

    @Property
    void theSlopeOfTheSignedRootIsItsClosedForm(@ForAll("anywhere") double x) {
        double q = x * x + WIDTH * WIDTH;
        double expected = (0.5 * x * x + WIDTH * WIDTH) / q / Math.sqrt(Math.sqrt(q));
        // The quotient rule subtracts two numbers of the same size: some ulps are lost.
        assertThat(ROOT.slope(x)).isCloseTo(expected, offset(1e-14 * expected));
    }

    @Property
    void theSoftPositivePartLiesJustAboveTheHardOne(@ForAll("anywhere") double x) {
        double above = POSITIVE.value(x) - Math.max(x, 0);
        double rounding = 4 * Math.ulp(Math.max(Math.abs(x), WIDTH));
        assertThat(above).isBetween(-rounding, WIDTH * Math.log(2) + rounding);
    }

    @Property
    void theSlopeOfTheSoftPositivePartIsTheLogisticFunction(@ForAll("anywhere") double x) {
        assertThat(POSITIVE.slope(x)).isCloseTo(1 / (1 + Math.exp(-x / WIDTH)), offset(1e-14));
    }

    @Property
    void aWeirFollowsItsLawAboveTheCrestAndIsDryBelow(@ForAll("anywhere") double x) {
        if (x <= 0) {
            assertThat(WEIR.value(x)).isZero();
            assertThat(WEIR.slope(x)).isZero();
        } else {
            double law = x * Math.sqrt(x);
            // The root rounds x^1.5 and x^0.5 to an ulp or two each; below 1e-300 the value is subnormal.
            assertThat(WEIR.value(x)).isCloseTo(law, offset(1e-15 * law + Double.MIN_VALUE));
            assertThat(WEIR.slope(x)).isCloseTo(1.5 * Math.sqrt(x), offset(1e-15 * 1.5 * Math.sqrt(x)));
        }
    }
}
