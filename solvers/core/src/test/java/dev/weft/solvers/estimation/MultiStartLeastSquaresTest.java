package dev.weft.solvers.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.ode.IntegrationException;
import dev.weft.solvers.ode.IntegrationFailures;
import dev.weft.solvers.testing.Dense;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MultiStartLeastSquaresTest {
    private static final LeastSquaresSettings ONE_START = new LeastSquaresSettings(1, 0, 1, 200, 1);

    /** Two wells: z = 1 of cost ½, z ≈ −0.9 of cost ½ + 0.16. */
    private static final Residuals TWO_WELLS =
            new Residuals(1, 3, z -> new double[] {z[0] * z[0] - 1, 0.3 * (z[0] - 1), 1});

    /** One frequency in a sampled sine: a minimum in every side lobe. */
    private static final Residuals FREQUENCY = new Residuals(1, 40, z -> {
        double[] r = new double[40];
        for (int i = 0; i < r.length; i++) {
            r[i] = Math.sin(5 * 0.1 * i) - Math.sin(z[0] * 0.1 * i);
        }
        return r;
    });

    @Test
    void validationRosenbrock() {
        // J. J. Moré, B. S. Garbow, K. E. Hillstrom, "Testing unconstrained optimization software", 1981, (1).
        Residuals rosenbrock = new Residuals(2, 2, z -> new double[] {10 * (z[1] - z[0] * z[0]), 1 - z[0]});

        LeastSquaresFit fit = search(rosenbrock, ONE_START, -1.2, 1);

        // A zero residual problem converges quadratically: the step after a relative change of 1e-4 ends at 1e-8.
        assertThat(fit.solution()).containsExactly(new double[] {1, 1}, within(1e-8));
        assertThat(fit.cost()).isLessThan(1e-16);
    }

    @Test
    void validationPowellSingular() {
        // As above, (13): minimum 0 at the origin, where the Jacobian has rank 2.
        Residuals powell = new Residuals(4, 4, z -> new double[] {
            z[0] + 10 * z[1],
            Math.sqrt(5) * (z[2] - z[3]),
            Math.pow(z[1] - 2 * z[2], 2),
            Math.sqrt(10) * Math.pow(z[0] - z[3], 2)
        });

        LeastSquaresFit fit = search(powell, ONE_START, 3, -1, 0, 1);

        // Linear convergence only, and the residuals are quadratic: a cost of 1e-12 is z of 1e-3.
        assertThat(fit.solution()).containsExactly(new double[4], within(1e-2));
        assertThat(fit.cost()).isLessThan(1e-10);
    }

    @ParameterizedTest
    @CsvSource({"500, 0.0001", "250, 0.0005"})
    void validationMisra1a(double b1, double b2) {
        // NIST Statistical Reference Datasets, Misra1a (lower difficulty), both published starting points:
        // y = b1 (1 − exp(−b2 x)), https://www.itl.nist.gov/div898/strd/nls/data/misra1a.shtml
        double[] y = {10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78};
        double[] x = {77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0};
        Residuals misra = new Residuals(2, y.length, b -> {
            double[] r = new double[y.length];
            for (int i = 0; i < y.length; i++) {
                r[i] = y[i] - b[0] * (1 - Math.exp(-b[1] * x[i]));
            }
            return r;
        });

        LeastSquaresFit fit = search(misra, ONE_START, b1, b2);

        // The search ends when cost or parameters change by less than 1e-8; Gauss–Newton steps shrink a hundredfold
        // and more on this small residual problem, so two further digits are spare.
        assertThat(fit.solution()[0] / 2.3894212918e+02).isCloseTo(1, within(1e-6));
        assertThat(fit.solution()[1] / 5.5015643181e-04).isCloseTo(1, within(1e-6));
        assertThat(2 * fit.cost() / 1.2455138894e-01).isCloseTo(1, within(1e-9));
        // Certified standard deviations: s² (JᵀJ)⁻¹ with 12 degrees of freedom.
        double s2 = 2 * fit.cost() / 12;
        assertThat(Math.sqrt(s2 * Dense.inverse(fit.information()).get(0, 0)) / 2.7070075241e+00)
                .isCloseTo(1, within(1e-4));
        assertThat(Math.sqrt(s2 * Dense.inverse(fit.information()).get(1, 1)) / 7.2668688436e-06)
                .isCloseTo(1, within(1e-4));
    }

    @Test
    void manyStartsFindTheGlobalMinimumWhereOneDoesNot() {
        LeastSquaresFit single = search(FREQUENCY, ONE_START, 1.5);
        LeastSquaresFit many = search(FREQUENCY, new LeastSquaresSettings(8, 64, 3, 100, 1), 1.5);

        assertThat(single.cost()).isGreaterThan(1);
        // A zero residual problem, see above.
        assertThat(many.solution()).containsExactly(new double[] {5}, within(1e-8));
    }

    @Test
    void theResultDependsOnTheSeedAndNotOnTheThreads() throws Exception {
        LeastSquaresSettings settings = new LeastSquaresSettings(6, 30, 2, 100, 42);
        LeastSquaresFit alone = searchIn(1, settings);
        LeastSquaresFit together = searchIn(4, settings);

        assertThat(together.solution()).containsExactly(alone.solution());
        assertThat(together.residuals()).containsExactly(alone.residuals());
        assertThat(together.startsConverged()).isEqualTo(alone.startsConverged());
        assertThat(together.startsAgreeing()).isEqualTo(alone.startsAgreeing());
    }

    private static LeastSquaresFit searchIn(int threads, LeastSquaresSettings settings) throws Exception {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(() -> search(TWO_WELLS, settings, 0.1)).get();
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void agreementCountsTheStartsInTheBestWell() {
        LeastSquaresFit fit = search(TWO_WELLS, new LeastSquaresSettings(12, 12, 3, 100, 5), 0.5);

        assertThat(fit.solution()).containsExactly(new double[] {1}, within(1e-6));
        assertThat(fit.startsConverged()).isEqualTo(12);
        // The cloud of all 12 points reaches into both wells.
        assertThat(fit.startsAgreeing()).isBetween(2, 10);
    }

    @Test
    void agreementIsCompleteWhereThereIsOneMinimum() {
        Residuals bowl = new Residuals(2, 3, z -> new double[] {z[0] - 3, 2 * z[1] + 4, 1});

        LeastSquaresFit fit = search(bowl, new LeastSquaresSettings(7, 20, 5, 100, 1), 0, 0);

        assertThat(fit.startsConverged()).isEqualTo(7);
        assertThat(fit.startsAgreeing()).isEqualTo(7);
        // Linear: the differenced Jacobian is exact to rounding.
        assertThat(fit.solution()).containsExactly(new double[] {3, -2}, within(1e-9));
        assertThat(fit.cost()).isCloseTo(0.5, within(1e-12));
        assertThat(Dense.distance(fit.information(), Dense.of(2, 2, 1, 0, 0, 4)))
                .isLessThan(1e-9);
    }

    @Test
    void agreementIsCompleteWhereTheFitIsPerfect() {
        // Costs of 1e-20 and 1e-30 are the same perfect fit, though not within 1 % of each other.
        Residuals curve =
                new Residuals(1, 2, z -> new double[] {Math.exp(z[0]) - 2, Math.sin(z[0]) - Math.sin(Math.log(2))});

        LeastSquaresFit fit = search(curve, new LeastSquaresSettings(6, 20, 0.3, 100, 1), 0.5);

        assertThat(fit.startsConverged()).isEqualTo(6);
        assertThat(fit.startsAgreeing()).isEqualTo(6);
    }

    @Test
    void aStartAtTheExactMinimumIsKept() {
        LeastSquaresFit fit = search(FREQUENCY, ONE_START, 5);

        assertThat(fit.solution()).containsExactly(5);
        assertThat(fit.cost()).isZero();
    }

    @Test
    void regionsWithoutAValueAreAvoided() {
        Residuals partly = new Residuals(1, 2, z -> {
            if (z[0] > 2.5) {
                throw IntegrationFailures.at(z[0]);
            }
            return new double[] {z[0] * z[0] - 4, 0.5};
        });

        LeastSquaresFit fit = search(partly, new LeastSquaresSettings(6, 30, 3, 100, 1), 0.4);

        // From 0.4 the first Gauss–Newton step goes to 5.2, where there is no value.
        assertThat(Math.abs(fit.solution()[0])).isCloseTo(2, within(1e-6));
        assertThat(fit.startsAgreeing()).isPositive();
    }

    @Test
    void aSingleStartStepsBackFromWhereThereIsNoValue() {
        Residuals partly = new Residuals(1, 2, z -> {
            if (z[0] > 2.5) {
                throw IntegrationFailures.at(z[0]);
            }
            return new double[] {z[0] * z[0] - 4, 0.5};
        });

        assertThat(search(partly, ONE_START, 0.4).solution()).containsExactly(new double[] {2}, within(1e-6));
    }

    @Test
    void aStartWithoutAValueIsMadeUpForByOthers() {
        Residuals partly = new Residuals(1, 2, z -> {
            if (z[0] > 2.5) {
                throw IntegrationFailures.at(z[0]);
            }
            return new double[] {z[0] * z[0] - 4, 0.5};
        });

        LeastSquaresFit fit = search(partly, new LeastSquaresSettings(5, 30, 2, 100, 1), 3);

        assertThat(Math.abs(fit.solution()[0])).isCloseTo(2, within(1e-6));
        assertThat(fit.startsConverged()).isEqualTo(4);
    }

    @Test
    void whereNoStartHasAValueItsExceptionIsThrown() {
        Residuals nowhere = new Residuals(1, 1, z -> {
            throw IntegrationFailures.at(z[0]);
        });

        assertThatThrownBy(() -> search(nowhere, new LeastSquaresSettings(4, 9, 1, 100, 1), 7))
                .isInstanceOfSatisfying(
                        IntegrationException.class, e -> assertThat(e.time()).isEqualTo(7));
    }

    @Test
    void residualsThatAreNotNumbersAreAvoidedToo() {
        Residuals root = new Residuals(1, 2, z -> new double[] {Math.sqrt(z[0]) - 1, 0.5});

        LeastSquaresFit fit = search(root, new LeastSquaresSettings(6, 30, 10, 100, 1), 9);

        assertThat(fit.solution()).containsExactly(new double[] {1}, within(1e-5));
        assertThat(fit.cost()).isCloseTo(0.125, within(1e-9));
    }

    @Test
    void residualsThatAreNowhereNumbersAreAFailure() {
        Residuals nan = new Residuals(1, 1, z -> new double[] {Double.NaN});

        assertThatThrownBy(() -> search(nan, new LeastSquaresSettings(3, 9, 1, 100, 1), 7))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no search");
    }

    @Test
    void aSearchOutOfIterationsKeepsItsBestPointAndIsNotCountedAsConverged() {
        Residuals rosenbrock = new Residuals(2, 2, z -> new double[] {10 * (z[1] - z[0] * z[0]), 1 - z[0]});

        LeastSquaresFit fit = search(rosenbrock, new LeastSquaresSettings(1, 0, 1, 3, 1), -1.2, 1);

        // The start costs ½·24.2, the minimum is some twenty iterations away.
        assertThat(fit.cost()).isLessThan(12.1).isGreaterThan(1e-3);
        assertThat(fit.startsConverged()).isZero();
        assertThat(fit.startsAgreeing()).isEqualTo(1);
    }

    /** A fit of one product z₀·z₁ of two unknowns: a bent valley, open along its floor but for a weak prior. */
    private static final class Valley implements ResidualModel {
        private final double[] noise =
                new SplittableRandom(3).doubles(40, -1, 1).toArray();
        private int jacobians;

        @Override
        public int unknowns() {
            return 2;
        }

        @Override
        public int residuals() {
            return 42;
        }

        @Override
        public void evaluate(double[] z, double[] residuals, double[] jacobian) {
            for (int i = 0; i < 40; i++) {
                residuals[i] = 30 * (z[0] * z[1] - 1) + noise[i];
            }
            residuals[40] = (z[0] - 30) / 100;
            residuals[41] = z[1] / 100;
            if (jacobian.length > 0) {
                jacobians++;
                Arrays.fill(jacobian, 0);
                for (int i = 0; i < 40; i++) {
                    jacobian[2 * i] = 30 * z[1];
                    jacobian[2 * i + 1] = 30 * z[0];
                }
                jacobian[80] = 0.01;
                jacobian[83] = 0.01;
            }
        }
    }

    @Test
    void aBentValleyThatTheDataLeaveOpenIsNotFollowedForEver() {
        Valley valley = new Valley();

        LeastSquaresFit fit = search(valley, new LeastSquaresSettings(1, 0, 1, 100, 1), 1, 1);

        double[] z = fit.solution();
        double mean = Arrays.stream(valley.noise).average().orElseThrow();
        // What is told has a closed form, 1 − mean/30; a tenth of its standard deviation is 0.58/30/√40/10.
        assertThat(z[0] * z[1]).isCloseTo(1 - mean / 30, within(3e-4));
        assertThat(fit.startsConverged()).isEqualTo(1);
        // It goes along the floor in tiny steps; a hundred iterations were not enough before nothing was left to tell.
        assertThat(valley.jacobians).isLessThan(40);
    }

    @Test
    void pointsThatAreGivenTakeThePlacesOfRandomOnes() {
        List<Double> seen = new CopyOnWriteArrayList<>();
        Residuals recording = new Residuals(1, 2, z -> {
            seen.add(z[0]);
            return new double[] {z[0] - 1, 1};
        });

        LeastSquaresFit fit = new MultiStartLeastSquares(() -> recording, new LeastSquaresSettings(2, 10, 1, 100, 1))
                .search(new double[] {40}, List.of(new double[] {-7}, new double[] {99}), new double[] {1}, done -> {});

        assertThat(fit.solution()).containsExactly(new double[] {1}, within(1e-6));
        assertThat(seen).contains(40.0, -7.0).doesNotContain(99.0);
        assertThat(fit.startsAgreeing()).isEqualTo(2);
    }

    @Test
    void progressCountsEverySearch() {
        List<Integer> told = new CopyOnWriteArrayList<>();

        new MultiStartLeastSquares(() -> TWO_WELLS, new LeastSquaresSettings(5, 10, 1, 100, 1))
                .search(new double[] {0.5}, new double[] {1}, told::add);

        Collections.sort(told);
        assertThat(told).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void aDirectionWithoutSpreadIsNotVariedAtTheStart() {
        List<Double> seen = new CopyOnWriteArrayList<>();
        Residuals recording = new Residuals(2, 2, z -> {
            seen.add(z[1]);
            return new double[] {z[0], 1};
        });

        new MultiStartLeastSquares(() -> recording, new LeastSquaresSettings(2, 10, 1, 1, 1))
                .search(new double[] {0, 3}, new double[] {1, 0}, done -> {});

        // The screening of ten points sees exactly 3; only the differences of the Jacobian leave it, by 0.03.
        assertThat(seen).allSatisfy(value -> assertThat(value).isCloseTo(3, within(0.04)));
    }

    @Test
    void theStartIsNotModifiedAndTheFitGivesCopies() {
        double[] start = {0.5};
        LeastSquaresFit fit =
                new MultiStartLeastSquares(() -> TWO_WELLS, ONE_START).search(start, new double[] {1}, done -> {});
        fit.solution()[0] = 99;
        fit.residuals()[0] = 99;

        assertThat(start).containsExactly(0.5);
        assertThat(fit.solution()[0]).isLessThan(2);
        assertThat(fit.residuals()[0]).isLessThan(2);
        assertThat(fit.cost())
                .isCloseTo(0.5 * Arrays.stream(fit.residuals()).map(r -> r * r).sum(), within(1e-15));
    }

    private static LeastSquaresFit search(ResidualModel model, LeastSquaresSettings settings, double... start) {
        double[] spreads = new double[start.length];
        Arrays.fill(spreads, 1);
        return new MultiStartLeastSquares(() -> model, settings).search(start, spreads, done -> {});
    }
}
