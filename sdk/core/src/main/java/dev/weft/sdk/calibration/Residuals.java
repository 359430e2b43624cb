package dev.weft.sdk.calibration;

import dev.weft.priors.Output;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Units;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Sort the residuals of a fit by output, in physical units. */
final class Residuals {
    /** So many standard deviations off, a reading is called an outlier where it may not pull at the fit. */
    private static final double OUTLYING = 5;

    private final List<MeasuredSeries> series;
    private final List<double[]> byOutput;
    private final double[] scales;
    private final double threshold;
    private final int free;

    private Residuals(
            List<MeasuredSeries> series, List<double[]> byOutput, double[] scales, double threshold, int free) {
        this.series = series;
        this.byOutput = byOutput;
        this.scales = scales;
        this.threshold = threshold;
        this.free = free;
    }

    /**
     * Sort weighted residuals.
     *
     * @param weighted row by row, not bent [T·Q of all series, or more]
     * @param scales what they were divided by [Q]
     * @param threshold from which on they were bent in the search; infinite if they were not
     */
    static Residuals of(double[] weighted, Unknowns unknowns, double[] scales, double threshold) {
        List<MeasuredSeries> series = unknowns.series();
        List<double[]> byOutput = new ArrayList<>();
        int q = scales.length;
        int rows = series.stream().mapToInt(MeasuredSeries::length).sum();
        for (int k = 0; k < q; k++) {
            double[] values = new double[rows];
            int count = 0;
            int row = k;
            for (MeasuredSeries run : series) {
                for (int i = 0; i < run.length(); i++, row += q) {
                    if (!Double.isNaN(run.outputs(i)[k])) {
                        values[count++] = weighted[row] * scales[k];
                    }
                }
            }
            byOutput.add(Arrays.copyOf(values, count));
        }
        return new Residuals(series, byOutput, scales, threshold, unknowns.size());
    }

    /** Return the residuals of output {@code k} row by row of each series, NaN where nothing was measured. */
    List<double[]> rows(int k) {
        List<double[]> all = new ArrayList<>();
        int next = 0;
        for (MeasuredSeries run : series) {
            double[] rows = new double[run.length()];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = Double.isNaN(run.outputs(i)[k]) ? Double.NaN : cut(byOutput.get(k)[next++], k);
            }
            all.add(rows);
        }
        return all;
    }

    /** Tell whether single readings jump out of those around them. */
    boolean jump() {
        return IntStream.range(0, byOutput.size())
                .anyMatch(k -> Jumps.count(byOutput.get(k), standardDeviation(series, k)) > 0);
    }

    /**
     * Return the size of the residuals of each output: root mean square, or a robust one where residuals were bent. A
     * fallback's millionth where all are zero, the fallback where none is measured.
     */
    double[] sizes(double[] fallback, boolean robust) {
        return IntStream.range(0, fallback.length)
                .mapToDouble(k -> {
                    double[] r = byOutput.get(k);
                    double size = robust ? Jumps.size(r) : ResidualDiagnostics.rms(r);
                    return Math.max(size, r.length == 0 ? fallback[k] : 1e-6 * fallback[k]);
                })
                .toArray();
    }

    /**
     * Return by how much the covariance of the curvature is too small: residuals that hang together over τ
     * readings carry the information of every τ-th only, and U unknowns took part of the freedom. Where residuals were
     * bent, times E ψ² / (E ψ′)², ψ the residual cut off at the threshold.
     *
     * <p>Source of the last factor: P. J. Huber, "Robust Statistics", 1981, equation 7.6.3.
     */
    double inflation() {
        int count = byOutput.stream().mapToInt(r -> r.length).sum();
        double time = IntStream.range(0, byOutput.size())
                .filter(k -> byOutput.get(k).length > 0)
                .mapToDouble(k -> ResidualDiagnostics.correlationTime(cut(k)))
                .max()
                .orElse(1);
        return time * count / Math.max(1, count - free) * lossOfInformation(count);
    }

    /**
     * Return by what to divide twice the rise of the cost so that it is χ² of one degree of freedom: the inflation, times
     * E ψ′ where residuals were bent.
     */
    double riseInflation() {
        double within = 0;
        double count = 0;
        for (int k = 0; k < scales.length; k++) {
            double limit = threshold * scales[k];
            within += Arrays.stream(byOutput.get(k))
                    .filter(r -> Math.abs(r) < limit)
                    .count();
            count += byOutput.get(k).length;
        }
        return inflation() * (Double.isInfinite(threshold) ? 1 : within / Math.max(1, count));
    }

    private double lossOfInformation(int count) {
        if (Double.isInfinite(threshold)) {
            return 1;
        }
        double squares = 0;
        double within = 0;
        for (int k = 0; k < scales.length; k++) {
            for (double r : cut(k)) {
                double u = r / scales[k];
                squares += u * u;
                within += Math.abs(u) < threshold ? 1 : 0;
            }
        }
        return squares * count / Math.max(1, within * within);
    }

    /** Return the residuals of an output cut off at the threshold. */
    private double[] cut(int k) {
        return Arrays.stream(byOutput.get(k)).map(r -> cut(r, k)).toArray();
    }

    private double cut(double residual, int k) {
        double limit = threshold * scales[k];
        return Math.max(-limit, Math.min(limit, residual));
    }

    private boolean outlies(double residual, int k) {
        return !Double.isInfinite(threshold) && Math.abs(residual) > OUTLYING * scales[k];
    }

    List<OutputFit> fits(PhysicsPrior prior) {
        List<OutputFit> fits = new ArrayList<>();
        for (int k = 0; k < byOutput.size(); k++) {
            int index = k;
            double[] values = byOutput.get(k);
            if (values.length > 0) {
                Output output = prior.outputs().get(k);
                double[] kept =
                        Arrays.stream(values).filter(r -> !outlies(r, index)).toArray();
                double rmse = ResidualDiagnostics.rms(kept);
                double sd =
                        Double.isInfinite(threshold) ? standardDeviation(series, k) : Jumps.spread(measured(series, k));
                double explained = sd > 0 ? 1 - rmse * rmse / (sd * sd) : Double.NaN;
                double time = ResidualDiagnostics.correlationTime(cut(k));
                fits.add(new OutputFit(
                        output.name(),
                        Units.text(output.unit()),
                        values.length,
                        values.length - kept.length,
                        rmse,
                        explained,
                        time));
            }
        }
        return fits;
    }

    /** Return the series with outliers marked as not measured; the same ones where nothing was bent. */
    List<MeasuredSeries> withoutOutliers() {
        if (Double.isInfinite(threshold)) {
            return series;
        }
        int[] next = new int[byOutput.size()];
        List<MeasuredSeries> clean = new ArrayList<>();
        for (MeasuredSeries run : series) {
            double[][] outputs = new double[run.length()][];
            for (int i = 0; i < run.length(); i++) {
                outputs[i] = run.outputs(i).clone();
                for (int k = 0; k < next.length; k++) {
                    if (!Double.isNaN(outputs[i][k]) && outlies(byOutput.get(k)[next[k]++], k)) {
                        outputs[i][k] = Double.NaN;
                    }
                }
            }
            clean.add(run.withOutputs(outputs));
        }
        return clean;
    }

    /** Return all measured values of output {@code k}. */
    static double[] measured(List<MeasuredSeries> series, int k) {
        return series.stream()
                .flatMapToDouble(s -> IntStream.range(0, s.length()).mapToDouble(i -> s.outputs(i)[k]))
                .filter(v -> !Double.isNaN(v))
                .toArray();
    }

    /** Return the standard deviation of all measured values of output {@code k}, 0 if there are none. */
    static double standardDeviation(List<MeasuredSeries> series, int k) {
        double[] values = measured(series, k);
        double mean = Arrays.stream(values).average().orElse(0);
        return Math.sqrt(Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElse(0));
    }
}
