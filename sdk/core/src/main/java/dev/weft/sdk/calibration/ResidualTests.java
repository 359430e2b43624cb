package dev.weft.sdk.calibration;

import dev.weft.priors.PhysicsPrior;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.special.Erf;
import org.hipparchus.special.Gamma;

/**
 * Test what a fit leaves over: for whiteness, and for whether it follows an input.
 *
 * <p>Whiteness: Q = n(n + 2)·Σ ρ_k²/(n − k), χ² with as many degrees of freedom as lags. Inputs: the correlation of the
 * residual with the input up to twenty readings before, against its standard deviation √(Σ ρ_e(j)·ρ_u(j) / n) between
 * independent signals that are each correlated in themselves; all lags and inputs together are wrong once in a hundred.
 *
 * <p>Sources: G. M. Ljung, G. E. P. Box, "On a measure of lack of fit in time series models", 1978; M. S. Bartlett, "On
 * the theoretical specification and sampling properties of autocorrelated time-series", 1946; L. Ljung, "System
 * Identification", 2nd edition, 1999, section 16.6.
 */
final class ResidualTests {
    private static final int MAX_LAG = 20;
    private static final int FEWEST = 30;
    private static final double FALSE_ALARMS = 0.01;

    private ResidualTests() {}

    static List<LeftOver> of(PhysicsPrior prior, List<MeasuredSeries> series, Residuals residuals) {
        List<LeftOver> all = new ArrayList<>();
        for (int k = 0; k < prior.outputs().size(); k++) {
            List<double[]> rows = residuals.rows(k);
            if (count(rows) >= FEWEST) {
                all.add(new LeftOver(prior.outputs().get(k).name(), whiteness(rows), followed(prior, series, rows)));
            }
        }
        return all;
    }

    /** Return the p-value of Ljung and Box. */
    static double whiteness(List<double[]> rows) {
        int n = count(rows);
        int lags = Math.min(MAX_LAG, n / 5);
        double variance = covariance(rows, rows, 0);
        if (!(variance > 0)) {
            return 1;
        }
        double q = 0;
        for (int lag = 1; lag <= lags; lag++) {
            double correlation = covariance(rows, rows, lag) / variance * (n - lag) / n;
            q += correlation * correlation / (n - lag);
        }
        return Gamma.regularizedGammaQ(0.5 * lags, 0.5 * q * n * (n + 2.0));
    }

    private static List<String> followed(PhysicsPrior prior, List<MeasuredSeries> series, List<double[]> rows) {
        int inputs = prior.inputs().size();
        double[] strengths = IntStream.range(0, inputs)
                .mapToDouble(u -> strength(rows, centred(series, u)))
                .toArray();
        int lags = lags(count(rows));
        return IntStream.range(0, inputs)
                .boxed()
                .filter(u -> Erf.erfc(strengths[u] / Math.sqrt(2)) * lags * inputs < FALSE_ALARMS)
                .sorted(Comparator.comparingDouble(u -> -strengths[u]))
                .map(u -> prior.inputs().get(u).name())
                .toList();
    }

    private static int lags(int readings) {
        return 1 + Math.min(MAX_LAG, readings / 5);
    }

    /** Return the largest correlation of residual and earlier input, in its standard deviations. */
    static double strength(List<double[]> rows, List<double[]> input) {
        double e = covariance(rows, rows, 0);
        double u = covariance(input, input, 0);
        if (!(e > 0) || !(u > 0)) {
            return 0;
        }
        int n = count(rows);
        double sum = 1;
        for (int lag = 1; lag < n / 4; lag++) {
            double residual = covariance(rows, rows, lag) / e;
            if (residual < 2 / Math.sqrt(n)) {
                // Beyond, the estimate is noise that adds up.
                break;
            }
            sum += 2 * residual * Math.max(0, covariance(input, input, lag) / u);
        }
        double deviation = Math.sqrt(sum / n);
        double largest = 0;
        for (int lag = 0; lag < lags(n); lag++) {
            largest = Math.max(largest, Math.abs(covariance(rows, input, lag)) / Math.sqrt(e * u));
        }
        return largest / deviation;
    }

    private static List<double[]> centred(List<MeasuredSeries> series, int u) {
        double mean = series.stream()
                .flatMapToDouble(s -> IntStream.range(0, s.length()).mapToDouble(i -> s.inputs(i)[u]))
                .average()
                .orElse(0);
        return series.stream()
                .map(s -> IntStream.range(0, s.length())
                        .mapToDouble(i -> s.inputs(i)[u] - mean)
                        .toArray())
                .toList();
    }

    /** Return the mean of a(t)·b(t − lag) where both are there. */
    private static double covariance(List<double[]> a, List<double[]> b, int lag) {
        double sum = 0;
        int count = 0;
        for (int s = 0; s < a.size(); s++) {
            for (int i = lag; i < a.get(s).length; i++) {
                double product = a.get(s)[i] * b.get(s)[i - lag];
                if (!Double.isNaN(product)) {
                    sum += product;
                    count++;
                }
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    private static int count(List<double[]> rows) {
        return (int) rows.stream()
                .flatMapToDouble(Arrays::stream)
                .filter(v -> !Double.isNaN(v))
                .count();
    }
}
