package dev.weft.solvers.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.symbolic.Expr;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilterRefusalTest {
    private static final FilterModel MODEL = FilterCases.OSCILLATOR;

    @Test
    void aModelNamesWhatDoesNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FilterModel.of(MODEL.system(), List.of(1.0)))
                .withMessage("output variances = 1, expected one for each of the 2 outputs");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FilterModel.of(MODEL.system(), List.of(1.0, 0.0)))
                .withMessage("variance of output 1 = 0.0, expected a finite number > 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.withStateNoise(List.of(0.0, -1.0)))
                .withMessage("state noise of v = -1.0, expected a finite number >= 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.withFlow(MODEL.method(), 65))
                .withMessageStartingWith("substeps = 65, expected 1 … 64");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Drift(-1, 1))
                .withMessage("drift density = -1.0, expected a finite number >= 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Drift(1, 0))
                .withMessageStartingWith("time constant = 0.0, expected a number > 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FilterMethod.unscented(-1))
                .withMessage("kappa = -1.0, expected a finite number >= 0");
    }

    @Test
    void planesAndIntervalsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FilterPlanes.allocate(MODEL, 0))
                .withMessage("lanes = 0, expected 1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FilterPlanes.of(MODEL, new double[5][3], new double[14][3]))
                .withMessageStartingWith("covariances = 14×3, expected 15×3");
        FilterPlanes fleet = FilterPlanes.allocate(MODEL, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fleet.put(0, GaussianEstimate.independent(new double[2], new double[2])))
                .withMessage("weights = 2, expected 5");
        FleetFilter filter = new FleetFilter(MODEL, FilterMethod.EXTENDED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> filter.step(fleet, -1))
                .withMessage("interval dt = -1.0, expected a finite number >= 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> filter.step(FilterPlanes.allocate(FilterCases.LINEAR, 1), 1))
                .withMessageStartingWith("model of the fleet is another");
    }

    /** Validation: NIST/SEMATECH e-Handbook of Statistical Methods, section 1.3.6.7.4, critical values of χ². */
    @Test
    void thresholdsAreThoseOfTheTable() {
        assertThat(new Gate(0.95).threshold(1)).isCloseTo(3.841, offset(5e-4));
        assertThat(new Gate(0.95).threshold(2)).isCloseTo(5.991, offset(5e-4));
        assertThat(new Gate(0.99).threshold(3)).isCloseTo(11.345, offset(5e-4));
        assertThat(new Gate(0.999).threshold(10)).isCloseTo(29.588, offset(5e-4));
        assertThat(Gate.OPEN.threshold(4)).isInfinite();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Gate(0))
                .withMessage("probability of the gate = 0.0, expected 0 < probability <= 1");
    }

    @Test
    void aSharedDivisorIsInvertedOnce() {
        Expr a = Expr.symbol("a");
        Expr b = Expr.symbol("b");
        Expr c = Expr.symbol("c");
        List<Expr> shared = SharedReciprocals.of(List.of(a.over(c), b.over(c), a.over(b)));
        Expr inverse = Expr.ONE.over(c);

        assertThat(shared).containsExactly(a.times(inverse), b.times(inverse), a.over(b));
    }
}
