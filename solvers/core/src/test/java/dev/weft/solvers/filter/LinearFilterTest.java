package dev.weft.solvers.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.testing.Dense;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On a linear model every method is the Kalman filter: here with whole matrices and an inverse. */
class LinearFilterTest {
    private static final double DT = 0.3;
    private static final int READINGS = 60;

    /** Two ways to the same numbers of size 1: rounding only, and 60 readings do not let it grow. */
    private static final double ROUNDING = 1e-12;

    @ParameterizedTest
    @MethodSource("dev.weft.solvers.filter.FilterCases#methods")
    void isTheKalmanFilter(FilterMethod method) {
        FleetFilter filter = new FleetFilter(FilterCases.LINEAR, method);
        FilterPlanes fleet = FilterPlanes.allocate(FilterCases.LINEAR, 1);
        GaussianEstimate start = GaussianEstimate.independent(new double[] {0.5, -1}, new double[] {1, 2});
        fleet.put(0, start);
        DMatrixRMaj mean = Dense.of(2, 1, start.mean());
        DMatrixRMaj covariance = start.covariance().copy();
        Random random = new Random(1);
        for (int i = 0; i < READINGS; i++) {
            double held = random.nextGaussian();
            double later = random.nextGaussian();
            double[] y = {random.nextGaussian(), i % 3 == 1 ? Double.NaN : random.nextGaussian()};
            y[0] = i % 5 == 2 ? Double.NaN : y[0];
            fleet.inputs()[0][0] = held;
            fleet.readingInputs()[0][0] = later;
            fleet.measured()[0][0] = y[0];
            fleet.measured()[1][0] = y[1];
            filter.step(fleet, DT);

            mean = Dense.sum(Dense.product(transition(), mean), Dense.of(2, 1, 0, pushed() * held));
            covariance = Dense.sum(
                    Dense.product(transition(), covariance, Dense.transpose(transition())),
                    Dense.of(2, 2, 0.01 * DT, 0, 0, 0.02 * DT));
            double surprise = 0;
            int count = (Double.isNaN(y[0]) ? 0 : 1) + (Double.isNaN(y[1]) ? 0 : 1);
            if (count > 0) {
                DMatrixRMaj h = new DMatrixRMaj(count, 2);
                DMatrixRMaj r = new DMatrixRMaj(count, count);
                DMatrixRMaj nu = new DMatrixRMaj(count, 1);
                int row = 0;
                for (int k = 0; k < 2; k++) {
                    if (!Double.isNaN(y[k])) {
                        double b = mean.get(0);
                        double x = mean.get(1);
                        h.set(row, 0, k == 0 ? 0 : -1);
                        h.set(row, 1, k == 0 ? 1 : 2);
                        r.set(row, row, k == 0 ? 0.04 : 0.09);
                        nu.set(row, 0, y[k] - (k == 0 ? x : 2 * x - b + later));
                        row++;
                    }
                }
                DMatrixRMaj ph = Dense.product(covariance, Dense.transpose(h));
                DMatrixRMaj inverse = Dense.inverse(Dense.sum(Dense.product(h, ph), r));
                DMatrixRMaj gain = Dense.product(ph, inverse);
                surprise = Dense.product(Dense.transpose(nu), inverse, nu).get(0);
                mean = Dense.sum(mean, Dense.product(gain, nu));
                covariance = Dense.difference(covariance, Dense.product(gain, Dense.transpose(ph)));
            }
            GaussianEstimate found = GaussianEstimate.independent(new double[2], new double[2]);
            fleet.get(0, found);

            assertThat(fleet.verdicts()[0]).isEqualTo(count);
            assertThat(fleet.surprises()[0]).isCloseTo(surprise, offset(ROUNDING * (1 + surprise)));
            assertThat(found.mean()).containsExactly(mean.data, offset(ROUNDING));
            assertThat(found.covariance().data).containsExactly(covariance.data, offset(ROUNDING));
        }
    }

    /** The polynomial of four terms that the classical Runge–Kutta method makes of exp(A Δt), A = (0 0; 1 −½). */
    private static DMatrixRMaj transition() {
        return Dense.of(2, 2, 1, 0, pushed(), decay());
    }

    private static double decay() {
        double a = -0.5 * DT;
        return 1 + a + a * a / 2 + a * a * a / 6 + a * a * a * a / 24;
    }

    private static double pushed() {
        return (decay() - 1) / -0.5;
    }
}
