package dev.weft.sdk.calibration;

import dev.weft.priors.Output;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Units;
import dev.weft.solvers.estimation.LeastSquaresFit;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.estimation.OutputErrorProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Sort the residuals of a fit by output, in physical units. */
final class Residuals {
    private final List<MeasuredSeries> series;
    private final List<double[]> byOutput;
    private final int free;

    private Residuals(List<MeasuredSeries> series, List<double[]> byOutput, int free) {
        this.series = series;
        this.byOutput = byOutput;
        this.free = free;
    }

    static Residuals of(OutputErrorProblem problem, LeastSquaresFit fit, List<MeasuredSeries> series, double[] scales) {
        double[] weighted = fit.residuals();
        List<double[]> byOutput = new ArrayList<>();
        int q = scales.length;
        for (int k = 0; k < q; k++) {
            double[] values = new double[problem.measurements() / q];
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
        return new Residuals(series, byOutput, problem.unknowns());
    }

    /** Return the root mean square residual of each output; a fallback's millionth where all are zero or none is measured. */
    double[] sizes(double[] fallback) {
        return IntStream.range(0, fallback.length)
                .mapToDouble(k -> Math.max(
                        ResidualDiagnostics.rms(byOutput.get(k)),
                        byOutput.get(k).length == 0 ? fallback[k] : 1e-6 * fallback[k]))
                .toArray();
    }

    /**
     * Return by how much the covariance of the curvature is too small: residuals that hang together over τ
     * readings carry the information of every τ-th only, and U unknowns took part of the freedom.
     */
    double inflation() {
        int count = byOutput.stream().mapToInt(r -> r.length).sum();
        double time = byOutput.stream()
                .filter(r -> r.length > 0)
                .mapToDouble(ResidualDiagnostics::correlationTime)
                .max()
                .orElse(1);
        return time * count / Math.max(1, count - free);
    }

    List<OutputFit> fits(PhysicsPrior prior) {
        List<OutputFit> fits = new ArrayList<>();
        for (int k = 0; k < byOutput.size(); k++) {
            double[] values = byOutput.get(k);
            if (values.length > 0) {
                Output output = prior.outputs().get(k);
                double rmse = ResidualDiagnostics.rms(values);
                double sd = standardDeviation(series, k);
                double explained = sd > 0 ? 1 - rmse * rmse / (sd * sd) : Double.NaN;
                double time = ResidualDiagnostics.correlationTime(values);
                fits.add(new OutputFit(output.name(), Units.text(output.unit()), values.length, rmse, explained, time));
            }
        }
        return fits;
    }

    /** Return the standard deviation of all measured values of output {@code k}, 0 if there are none. */
    static double standardDeviation(List<MeasuredSeries> series, int k) {
        double[] values = series.stream()
                .flatMapToDouble(s -> IntStream.range(0, s.length()).mapToDouble(i -> s.outputs(i)[k]))
                .filter(v -> !Double.isNaN(v))
                .toArray();
        double mean = Arrays.stream(values).average().orElse(0);
        return Math.sqrt(Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElse(0));
    }
}
