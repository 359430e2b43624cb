package dev.weft.solvers.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Expr;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnsembleFilterTest {
    private static final double DT = 0.3;

    private static FilterPlanes linear(FilterModel model) {
        FilterPlanes fleet = FilterPlanes.allocate(model, 1);
        fleet.put(0, GaussianEstimate.independent(new double[] {0.5, -1}, new double[] {1, 2}));
        return fleet;
    }

    private static void read(FilterPlanes fleet, Random random) {
        fleet.inputs()[0][0] = random.nextGaussian();
        fleet.readingInputs()[0][0] = random.nextGaussian();
        fleet.measured()[0][0] = random.nextInt(4) == 0 ? Double.NaN : random.nextGaussian();
        fleet.measured()[1][0] = random.nextInt(4) == 0 ? Double.NaN : random.nextGaussian();
    }

    /** Draws have exactly the moments that they stand for, and moments of linear models are closed. */
    @Test
    void ofALinearModelItIsTheKalmanFilterHoweverFewMembers() {
        for (int members : new int[] {5, 6, 50}) {
            FilterPlanes ensemble = linear(FilterCases.LINEAR);
            FilterPlanes kalman = linear(FilterCases.LINEAR);
            FleetFilter one = new FleetFilter(FilterCases.LINEAR, FilterMethod.ensemble(members, 9));
            FleetFilter other = new FleetFilter(FilterCases.LINEAR, FilterMethod.EXTENDED);
            for (int i = 0; i < 40; i++) {
                read(ensemble, new Random(i));
                read(kalman, new Random(i));
                one.step(ensemble, DT);
                other.step(kalman, DT);

                for (int k = 0; k < kalman.results().length; k++) {
                    // Rounding of 40 updates of numbers of size 1; with five members noise is sometimes nearly what
                    // they know, and its rest is scaled up.
                    assertThat(ensemble.results()[k][0])
                            .as("%d members, step %d, plane %d", members, i, k)
                            .isCloseTo(kalman.results()[k][0], offset(1e-9 * (1 + kalman.surprises()[0])));
                }
            }
        }
    }

    /** A state that is known exactly has no members about it; noise has to bring them. */
    @Test
    void noiseEntersWhereNothingIsUncertain() {
        FilterPlanes ensemble = linear(FilterCases.LINEAR);
        ensemble.put(0, GaussianEstimate.independent(new double[] {0.5, -1}, new double[] {0, 0}));
        FilterPlanes kalman = FilterPlanes.allocate(FilterCases.LINEAR, 1);
        kalman.put(0, GaussianEstimate.independent(new double[] {0.5, -1}, new double[] {0, 0}));
        FleetFilter one = new FleetFilter(FilterCases.LINEAR, FilterMethod.ensemble(12, 9));
        FleetFilter other = new FleetFilter(FilterCases.LINEAR, FilterMethod.EXTENDED);
        for (int i = 0; i < 5; i++) {
            read(ensemble, new Random(i));
            read(kalman, new Random(i));
            one.step(ensemble, DT);
            other.step(kalman, DT);
        }
        for (int k = 0; k < 3; k++) {
            assertThat(ensemble.covariances()[k][0]).isPositive();
            assertThat(ensemble.covariances()[k][0]).isCloseTo(kalman.covariances()[k][0], offset(1e-12));
        }
    }

    /** Member by member with sample covariances taken anew after each output, from the same members, without kernels. */
    @Test
    void oneUpdateOfANonlinearModelIsThatOfAPlainLoop() {
        int members = 12;
        FilterModel model = FilterCases.OSCILLATOR
                .withDrifts(List.of(Drift.NONE, Drift.NONE, Drift.NONE))
                .withStateNoise(List.of(0.0, 0.0));
        FleetFilter filter = new FleetFilter(model, FilterMethod.ensemble(members, 4));
        FilterPlanes fleet = FilterPlanes.allocate(model, 1);
        fleet.put(0, FilterCases.oscillatorStart());
        fleet.inputs()[0][0] = 0.7;
        fleet.measured()[0][0] = Double.NaN;
        fleet.measured()[1][0] = Double.NaN;
        filter.step(fleet, 0.05);
        double[][] a = new double[members][7];
        for (int e = 0; e < members; e++) {
            for (int k = 0; k < 5; k++) {
                a[e][k] = fleet.means()[k][0] + fleet.deviations()[e * 5 + k][0];
            }
            move(a[e], 0.7, 0.1);
            a[e][5] = a[e][3];
            a[e][6] = a[e][4];
        }
        double[] y = {1.05, -0.3};
        double[] r = {1e-4, 4e-4};
        for (int k = 0; k < 2; k++) {
            double[] mean = mean(a);
            double[] shared = new double[7];
            for (double[] member : a) {
                for (int j = 0; j < 7; j++) {
                    shared[j] += (member[j] - mean[j]) * (member[5 + k] - mean[5 + k]) / (members - 1);
                }
            }
            double s = shared[5 + k] + r[k];
            double alpha = 1 / (1 + Math.sqrt(r[k] / s));
            for (double[] member : a) {
                double own = member[5 + k] - mean[5 + k];
                for (int j = 0; j < 7; j++) {
                    member[j] += shared[j] / s * (y[k] - mean[5 + k] - alpha * own);
                }
            }
        }
        fleet.measured()[0][0] = y[0];
        fleet.measured()[1][0] = y[1];
        filter.step(fleet, 0.1);

        double[] mean = mean(a);
        for (int i = 0; i < 5; i++) {
            assertThat(fleet.means()[i][0]).isCloseTo(mean[i], offset(1e-12));
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (double[] member : a) {
                    sum += (member[i] - mean[i]) * (member[j] - mean[j]) / (members - 1);
                }
                assertThat(fleet.covariances()[Gaussian.index(i, j)][0]).isCloseTo(sum, offset(1e-13));
            }
            for (int e = 0; e < members; e++) {
                assertThat(fleet.deviations()[e * 5 + i][0]).isCloseTo(a[e][i] - mean[i], offset(1e-12));
            }
        }
    }

    private static double[] mean(double[][] members) {
        double[] mean = new double[members[0].length];
        for (double[] member : members) {
            for (int k = 0; k < mean.length; k++) {
                mean[k] += member[k] / members.length;
            }
        }
        return mean;
    }

    /** The classical Runge–Kutta step of the oscillator: (z_m, z_k, z_c, s, v). */
    private static void move(double[] w, double u, double h) {
        double[][] slopes = new double[4][];
        double[] reach = {0, 0.5 * h, 0.5 * h, h};
        for (int stage = 0; stage < 4; stage++) {
            double s = w[3] + (stage == 0 ? 0 : reach[stage] * slopes[stage - 1][0]);
            double v = w[4] + (stage == 0 ? 0 : reach[stage] * slopes[stage - 1][1]);
            slopes[stage] = new double[] {v, (u - Math.exp(w[1]) * s - Math.exp(w[2]) * v) / Math.exp(w[0])};
        }
        for (int i = 0; i < 2; i++) {
            w[3 + i] += h / 6 * (slopes[0][i] + 2 * slopes[1][i] + 2 * slopes[2][i] + slopes[3][i]);
        }
    }

    /** y = (x, √x) with members on both sides of 0: the second output cannot be expected. */
    @Test
    void anOutputThatIsNotFiniteForAMemberCountsAsMissing() {
        Expr x = Expr.symbol("x");
        OdeSystem system = new OdeSystem(List.of(x), List.of(), List.of(), List.of(x.negate()), List.of(x, x.sqrt()));
        FilterModel model = FilterModel.of(system, List.of(0.01, 0.01)).withStateNoise(List.of(0.1));
        FleetFilter filter = new FleetFilter(model, FilterMethod.ensemble(10, 1));
        FilterPlanes both = FilterPlanes.allocate(model, 1);
        FilterPlanes one = FilterPlanes.allocate(model, 1);
        for (FilterPlanes fleet : List.of(both, one)) {
            fleet.put(0, GaussianEstimate.independent(new double[] {0.1}, new double[] {1}));
            fleet.measured()[0][0] = 0.3;
        }
        both.measured()[1][0] = 0.5;
        one.measured()[1][0] = Double.NaN;
        filter.step(both, 0.1);
        filter.step(one, 0.1);

        assertThat(both.verdicts()[0]).isEqualTo(1);
        assertThat(both.means()[0][0]).isFinite().isEqualTo(one.means()[0][0]);
        assertThat(both.covariances()[0][0]).isFinite().isEqualTo(one.covariances()[0][0]);
        filter.step(both, 0.1);
        assertThat(both.verdicts()[0]).isPositive();
    }

    @Test
    void aSeedGivesTheSameBitsAndAnotherOthers() {
        double[] means = new double[3];
        for (int run = 0; run < 3; run++) {
            FilterPlanes fleet = linear(FilterCases.LINEAR);
            FleetFilter filter = new FleetFilter(FilterCases.LINEAR, FilterMethod.ensemble(10, run / 2));
            for (int i = 0; i < 5; i++) {
                read(fleet, new Random(i));
                filter.step(fleet, DT);
            }
            means[run] = fleet.means()[0][0];
        }
        assertThat(means[1]).isEqualTo(means[0]);
        assertThat(means[2]).isNotEqualTo(means[0]);
    }

    @Test
    void anEstimateThatIsPutHasMembersOfItsOwn() {
        FilterPlanes used = linear(FilterCases.LINEAR);
        FleetFilter filter = new FleetFilter(FilterCases.LINEAR, FilterMethod.ensemble(10, 1));
        read(used, new Random(1));
        filter.step(used, DT);
        double before = used.means()[1][0];
        used.put(0, GaussianEstimate.independent(new double[] {0, 7}, new double[] {0.1, 0.3}));
        used.measured()[0][0] = Double.NaN;
        used.measured()[1][0] = Double.NaN;
        filter.step(used, 0);

        assertThat(before).isNotEqualTo(7);
        assertThat(used.means()[1][0]).isCloseTo(7, offset(1e-14));
        assertThat(used.covariances()[2][0]).isCloseTo(0.09, offset(1e-15));
    }

    @Test
    void tooFewMembersAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FilterMethod.ensemble(1, 0))
                .withMessage("members = 1, expected 2 … 10000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FleetFilter(FilterCases.OSCILLATOR, FilterMethod.ensemble(5, 0)))
                .withMessageStartingWith("members = 5, expected more than 5 weights and 5 of them with noise");
    }
}
