package dev.weft.sdk.calibration;

import static dev.weft.priors.Units.NUMBER;
import static dev.weft.priors.Units.PER_SECOND;
import static dev.weft.priors.Units.VOLT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.State;
import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.testing.Lab;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CombinationsTest {
    private static CalibrationResult spring(double force) {
        MassSpringDamper prior = new MassSpringDamper();
        MeasuredSeries series = Lab.measure(
                prior,
                new double[] {2, 60, 1.5},
                new double[] {0.5, 0},
                Lab.times(150, 0.05),
                Lab.jumps(150, 8, 3, new double[] {-force, force}),
                new double[] {0.01, 0.1},
                1);
        return Calibrations.of(prior, series);
    }

    /** m·ẍ = −k·x − c·ẋ depends on k/m and c/m only. */
    @Test
    void withoutAForceTheRatiosToTheMassAreTold() {
        CalibrationResult result = spring(0);

        assertThat(result.combinations().stream().map(Combination::text))
                .containsExactly("stiffness/mass", "damping/mass");
        Combination stiffness = result.combinations().get(0);
        assertThat(30.0).isBetween(stiffness.lower(), stiffness.upper());
        assertThat(stiffness.upper() / stiffness.lower()).isLessThan(1.05);
        assertThat(stiffness.unit()).isEqualTo("N/(kg·m)");
        Combination damping = result.combinations().get(1);
        assertThat(0.75).isBetween(damping.lower(), damping.upper());
    }

    /** A force that moves gives the scale that is missing; the velocity is measured already. */
    @Test
    void withoutAForceTheAdviceIsToMoveOne() {
        List<Advice> advice = spring(0).advice();

        assertThat(advice).hasSize(1);
        assertThat(advice.get(0).text())
                .isEqualTo("a measured force that moves between -50 and 50 N would tell mass, stiffness, damping");
        assertThat(advice.get(0).gain()).isPositive();
    }

    @Test
    void withAForceNothingIsOpenAndNothingIsAdvised() {
        CalibrationResult result = spring(30);

        assertThat(result.combinations()).isEmpty();
        assertThat(result.advice()).isEmpty();
    }

    /** v̇ = −(a·b²)·v: of two factors only one product is told, and measuring nothing more would tell them. */
    @Test
    void aProductWithASquareIsFound() {
        PhysicsPrior prior = new Product();
        MeasuredSeries series = Lab.measure(
                prior,
                new double[] {0.5, 2},
                new double[] {2},
                Lab.times(60, 0.05),
                new double[60][0],
                new double[] {0.01},
                2);
        CalibrationResult result = Calibrations.of(prior, 1, Map.of(), series);

        assertThat(result.combinations().stream().map(Combination::text)).containsExactly("slow·fast²");
        assertThat(2.0)
                .isBetween(
                        result.combinations().get(0).lower(),
                        result.combinations().get(0).upper());
        assertThat(result.advice()).isEmpty();
    }

    @Test
    void textsOfProducts() {
        assertThat(combination(Map.of("a", 1)).text()).isEqualTo("a");
        assertThat(combination(new TreeMap<>(Map.of("a", 1, "b", -1, "c", -2))).text())
                .isEqualTo("a/(b·c²)");
        assertThat(combination(Map.of("a", -3)).text()).isEqualTo("1/a³");
    }

    private static Combination combination(Map<String, Integer> exponents) {
        return new Combination(exponents, 1, 1, 1, "");
    }

    private static final class Product extends PhysicsPrior {
        final Parameter slow = parameter("slow", PER_SECOND).between(1e-3, 1e3).nominal(1);
        final Parameter fast = parameter("fast", NUMBER).between(1e-3, 1e3).nominal(1);
        final State charge = state("charge", VOLT).startsAt(1).within(1);

        Product() {
            equation(charge.rate(), slow.times(fast.squared()).times(charge).negate());
            output("shown", charge, 0.01, "charge");
        }
    }
}
