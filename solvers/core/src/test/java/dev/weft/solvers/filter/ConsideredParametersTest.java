package dev.weft.solvers.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Expr;
import dev.weft.solvers.testing.Dense;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Validation against the filter of Schmidt and Kalman with whole matrices: S. F. Schmidt, "Application of state-space methods
 * to navigation problems", 1966; D. Simon, "Optimal State Estimation", 2006, section 10.3.2.
 */
class ConsideredParametersTest {
    private static final double DT = 0.3;

    /** Two ways to the same numbers of size 1: rounding only. */
    private static final double ROUNDING = 1e-12;

    /** A = (0 0 0 0; 0 0 0 0; 0 0 0 1; 1 0.3 −1 −0.2), weights b, c, x, v. */
    private static final double[] RATES = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0.3, -1, -0.2};

    /** Outputs x, v + 0.5 b, 2 x − c: two of them depend on parameters. */
    private static final double[][] OUTPUTS = {{0, 0, 1, 0}, {0.5, 0, 0, 1}, {0, -1, 2, 0}};

    private static final double[] SENSORS = {0.04, 0.09, 0.01};
    private static final double[] NOISE = {0.01, 0.002, 0.02, 0.05};
    private static final FilterModel MODEL = linear();

    private static FilterModel linear() {
        Expr b = Expr.symbol("b");
        Expr c = Expr.symbol("c");
        Expr x = Expr.symbol("x");
        Expr v = Expr.symbol("v");
        OdeSystem system = new OdeSystem(
                List.of(x, v),
                List.of(b, c),
                List.of(),
                List.of(v, b.plus(c.times(0.3)).minus(x).minus(v.times(0.2))),
                List.of(x, v.plus(b.times(0.5)), x.times(2).minus(c)));
        return FilterModel.of(system, List.of(SENSORS[0], SENSORS[1], SENSORS[2]))
                .withDrifts(List.of(Drift.walk(NOISE[0]), Drift.walk(NOISE[1])))
                .withStateNoise(List.of(NOISE[2], NOISE[3]))
                .withByLane(ByLane.NOTHING.withConsidered());
    }

    static Stream<FilterMethod> methods() {
        return Stream.of(FilterMethod.EXTENDED, FilterMethod.UNSCENTED, FilterMethod.unscented(1));
    }

    private static GaussianEstimate start() {
        GaussianEstimate start =
                GaussianEstimate.independent(new double[] {0.5, -1, 0.2, 0}, new double[] {1, 2, 0.7, 1});
        // Parameters and states that share something from the beginning.
        start.covariance().set(2, 0, 0.3);
        start.covariance().set(0, 2, 0.3);
        return start;
    }

    /** The polynomial of four terms that the classical Runge–Kutta method makes of exp(A Δt). */
    private static DMatrixRMaj transition() {
        DMatrixRMaj a = Dense.of(4, 4, RATES);
        DMatrixRMaj sum = Dense.identity(4);
        DMatrixRMaj power = Dense.identity(4);
        for (int k = 1; k <= 4; k++) {
            power = scaled(Dense.product(power, a), DT / k);
            sum = Dense.sum(sum, power);
        }
        return sum;
    }

    private static DMatrixRMaj scaled(DMatrixRMaj matrix, double factor) {
        DMatrixRMaj copy = matrix.copy();
        for (int i = 0; i < copy.data.length; i++) {
            copy.data[i] *= factor;
        }
        return copy;
    }

    private static DMatrixRMaj diagonal(double[] values, double factor) {
        DMatrixRMaj matrix = new DMatrixRMaj(values.length, values.length);
        for (int i = 0; i < values.length; i++) {
            matrix.set(i, i, factor * values[i]);
        }
        return matrix;
    }

    /** K = P Hᵀ S⁻¹ with rows of 0 for parameters; P ← (I − K H) P (I − K H)ᵀ + K R Kᵀ. */
    private static DMatrixRMaj[] correct(DMatrixRMaj mean, DMatrixRMaj p, double[] y, boolean considered) {
        int[] read = java.util.stream.IntStream.range(0, 3)
                .filter(k -> !Double.isNaN(y[k]))
                .toArray();
        if (read.length == 0) {
            return new DMatrixRMaj[] {mean, p};
        }
        DMatrixRMaj h = new DMatrixRMaj(read.length, 4);
        DMatrixRMaj measured = new DMatrixRMaj(read.length, 1);
        DMatrixRMaj r = new DMatrixRMaj(read.length, read.length);
        for (int row = 0; row < read.length; row++) {
            for (int i = 0; i < 4; i++) {
                h.set(row, i, OUTPUTS[read[row]][i]);
            }
            measured.set(row, 0, y[read[row]]);
            r.set(row, row, SENSORS[read[row]]);
        }
        DMatrixRMaj s = Dense.sum(Dense.product(h, p, Dense.transpose(h)), r);
        DMatrixRMaj gain = Dense.product(p, Dense.transpose(h), Dense.inverse(s));
        for (int column = 0; column < read.length && considered; column++) {
            gain.set(0, column, 0);
            gain.set(1, column, 0);
        }
        DMatrixRMaj left = Dense.difference(Dense.identity(4), Dense.product(gain, h));
        return new DMatrixRMaj[] {
            Dense.sum(mean, Dense.product(gain, Dense.difference(measured, Dense.product(h, mean)))),
            Dense.sum(Dense.product(left, p, Dense.transpose(left)), Dense.product(gain, r, Dense.transpose(gain)))
        };
    }

    @ParameterizedTest
    @MethodSource("methods")
    void isTheFilterOfSchmidtWhereMarkedAndOfKalmanElsewhere(FilterMethod method) {
        FleetFilter filter = new FleetFilter(MODEL, method);
        FilterPlanes fleet = FilterPlanes.allocate(MODEL, 3);
        DMatrixRMaj[][] expected = new DMatrixRMaj[3][];
        for (int lane = 0; lane < 3; lane++) {
            fleet.put(lane, start());
            expected[lane] = new DMatrixRMaj[] {
                Dense.of(4, 1, start().mean()), start().covariance().copy()
            };
        }
        Random random = new Random(2);
        for (int i = 0; i < 40; i++) {
            // Lane 0 never, lane 1 always, lane 2 for ten readings at a time.
            boolean[] considered = {false, true, i / 10 % 2 == 0};
            for (int lane = 0; lane < 3; lane++) {
                double[] y = new double[3];
                for (int k = 0; k < 3; k++) {
                    y[k] = random.nextInt(4) == 0 ? Double.NaN : random.nextGaussian();
                    fleet.measured()[k][lane] = y[k];
                }
                fleet.considered()[lane] = considered[lane] ? 1 : 0;
                DMatrixRMaj mean = Dense.product(transition(), expected[lane][0]);
                DMatrixRMaj p = Dense.sum(
                        Dense.product(transition(), expected[lane][1], Dense.transpose(transition())),
                        diagonal(NOISE, DT));
                expected[lane] = correct(mean, p, y, considered[lane]);
            }
            filter.step(fleet, DT);
            GaussianEstimate found = start();
            for (int lane = 0; lane < 3; lane++) {
                fleet.get(lane, found);
                assertThat(found.mean()).as("lane %d", lane).containsExactly(expected[lane][0].data, offset(ROUNDING));
                assertThat(found.covariance().data)
                        .as("lane %d", lane)
                        .containsExactly(expected[lane][1].data, offset(ROUNDING * (1 + i)));
            }
        }
        // Parameters that are considered are those of the beginning, bit for bit.
        assertThat(fleet.means()[0][1]).isEqualTo(0.5);
        assertThat(fleet.means()[1][1]).isEqualTo(-1);
        assertThat(fleet.means()[0][0]).isNotEqualTo(0.5);
    }

    /** Of 2,000 machines whose parameters are other than those that are served: errors are as large as the filter says. */
    @Test
    void statesAreKnownAsWellAsTheFilterSays() {
        int lanes = 2000;
        FilterPlanes fleet = FilterPlanes.allocate(MODEL, lanes);
        Arrays.fill(fleet.considered(), 1);
        double[][] real = new double[lanes][4];
        Random random = new Random(8);
        GaussianEstimate known =
                GaussianEstimate.independent(new double[] {0.5, -1, 0.2, 0}, new double[] {1, 2, 0.7, 1});
        for (int lane = 0; lane < lanes; lane++) {
            fleet.put(lane, known);
            for (int i = 0; i < 4; i++) {
                real[lane][i] = known.mean()[i] + known.standardDeviation(i) * random.nextGaussian();
            }
        }
        FleetFilter filter = new FleetFilter(MODEL, FilterMethod.EXTENDED);
        double[] f = transition().data;
        for (int t = 0; t < 25; t++) {
            for (int lane = 0; lane < lanes; lane++) {
                double[] next = new double[4];
                for (int i = 0; i < 4; i++) {
                    for (int j = 0; j < 4; j++) {
                        next[i] += f[4 * i + j] * real[lane][j];
                    }
                    next[i] += Math.sqrt(NOISE[i] * DT) * random.nextGaussian();
                }
                real[lane] = next;
                for (int k = 0; k < 3; k++) {
                    double y = Math.sqrt(SENSORS[k]) * random.nextGaussian();
                    for (int i = 0; i < 4; i++) {
                        y += OUTPUTS[k][i] * next[i];
                    }
                    fleet.measured()[k][lane] = y;
                }
            }
            filter.step(fleet, DT);
        }
        for (int i = 0; i < 4; i++) {
            double squares = 0;
            for (int lane = 0; lane < lanes; lane++) {
                double error = fleet.means()[i][lane] - real[lane][i];
                squares += error * error / fleet.covariances()[Gaussian.index(i, i)][lane];
            }
            // The mean of 2,000 squares of normal numbers has the deviation 0.032; four of them.
            assertThat(squares / lanes).as("weight %d", i).isBetween(1 - 0.13, 1 + 0.13);
        }
    }

    @Test
    void aConsideredParameterIsNotDrawnHome() {
        FilterModel model = MODEL.withDrifts(List.of(new Drift(0.02, 2), Drift.NONE));
        FilterPlanes fleet = FilterPlanes.allocate(model, 3);
        FleetFilter filter = new FleetFilter(model, FilterMethod.UNSCENTED);
        for (int lane = 0; lane < 3; lane++) {
            fleet.put(lane, start());
            fleet.homes()[0][lane] = 3;
            fleet.considered()[lane] = new double[] {0, 1, Double.NaN}[lane];
        }
        filter.predict(fleet, DT);

        double a = Math.exp(-DT / 2);
        assertThat(fleet.means()[0][0]).isCloseTo(3 + a * (0.5 - 3), offset(1e-15));
        assertThat(fleet.means()[0][1]).isEqualTo(0.5);
        // A mark that is no number lets nothing move.
        assertThat(fleet.means()[0][2]).isEqualTo(0.5);
        assertThat(fleet.covariances()[0][1]).isEqualTo(fleet.covariances()[0][0]);
    }

    @Test
    void ensemblesAndSmoothersRefuseWhatTheyCannotDo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FleetFilter(MODEL, FilterMethod.ensemble(20, 1)))
                .withMessageStartingWith("method of a filter with considered parameters = ensemble Kalman, 20 members");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FleetSmoother(MODEL, FilterMethod.EXTENDED))
                .withMessageStartingWith("parameters of the smoother = considered by lane, expected estimated");
    }
}
