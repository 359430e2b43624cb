package dev.weft.sdk.validation.method;

import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Forecast by a linear model of the last outputs and inputs, y_t = c + Σ_{i=1}^{n} (A_i y_{t−i} + B_i u_{t−i}), fitted by
 * least squares to the context of each series, then fed with its own predictions.
 *
 * <p>The order n is that with the least value of Akaike's criterion among 1 … {@value #HIGHEST}.
 *
 * <p>Source: L. Ljung, "System Identification: Theory for the User", 2nd edition, 1999, section 4.2; the order by section
 * 16.4.
 */
final class LinearArx implements ForecastMethod {
    private static final int HIGHEST = 4;
    /** Next to nothing, relative to the data: holds the fit together where inputs never move. */
    private static final double RIDGE = 1e-6;

    @Override
    public String name() {
        return "linear ARX";
    }

    @Override
    public String learns() {
        return "a linear model of each context";
    }

    @Override
    public int records() {
        return 0;
    }

    @Override
    public List<double[][]> forecast(List<MeasuredSeries> series, int context) {
        return series.stream().map(one -> forecast(one, context)).toList();
    }

    /** A fitted model: coefficients [R×Q] of the regressors, and what they leave over. */
    private record Fit(int order, DMatrixRMaj coefficients, double criterion) {}

    private static double[][] forecast(MeasuredSeries series, int context) {
        int outputs = series.outputs(0).length;
        List<Fit> fits = new ArrayList<>();
        for (int order = 1; order <= HIGHEST; order++) {
            int regressors = 1 + order * (outputs + series.inputs(0).length);
            if (context - HIGHEST > 2 * regressors) {
                fits.add(fit(series, context, order));
            }
        }
        double[][] forecast = new double[series.length()][];
        for (int t = 0; t < forecast.length; t++) {
            forecast[t] = t < context ? series.outputs(t).clone() : new double[0];
        }
        Fit best = fits.stream()
                .min((a, b) -> Double.compare(a.criterion, b.criterion))
                .orElse(null);
        for (int t = context; best != null && t < forecast.length; t++) {
            double[] row = regressors(forecast, series, t, best.order);
            forecast[t] = new double[outputs];
            for (int k = 0; k < outputs; k++) {
                for (int r = 0; r < row.length; r++) {
                    forecast[t][k] += row[r] * best.coefficients.get(r, k);
                }
            }
        }
        return forecast;
    }

    private static Fit fit(MeasuredSeries series, int context, int order) {
        int outputs = series.outputs(0).length;
        int rows = context - HIGHEST;
        double[][] known = new double[context][];
        for (int t = 0; t < context; t++) {
            known[t] = series.outputs(t);
        }
        int width = regressors(known, series, HIGHEST, order).length;
        DMatrixRMaj design = new DMatrixRMaj(rows + width, width);
        DMatrixRMaj targets = new DMatrixRMaj(rows + width, outputs);
        double largest = 0;
        for (int i = 0; i < rows; i++) {
            double[] row = regressors(known, series, HIGHEST + i, order);
            for (int r = 0; r < width; r++) {
                design.set(i, r, row[r]);
                largest = Math.max(largest, Math.abs(row[r]));
            }
            for (int k = 0; k < outputs; k++) {
                targets.set(i, k, known[HIGHEST + i][k]);
            }
        }
        for (int r = 0; r < width; r++) {
            design.set(rows + r, r, RIDGE * largest);
        }
        DMatrixRMaj coefficients = new DMatrixRMaj(width, outputs);
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.leastSquares(rows + width, width);
        if (!solver.setA(design.copy())) {
            return new Fit(order, coefficients, Double.POSITIVE_INFINITY);
        }
        solver.solve(targets.copy(), coefficients);
        double criterion = 0;
        for (int k = 0; k < outputs; k++) {
            double sum = 0;
            for (int i = 0; i < rows; i++) {
                double error = targets.get(i, k);
                for (int r = 0; r < width; r++) {
                    error -= design.get(i, r) * coefficients.get(r, k);
                }
                sum += error * error;
            }
            criterion += rows * Math.log(Math.max(sum / rows, Double.MIN_NORMAL)) + 2 * width;
        }
        return new Fit(order, coefficients, criterion);
    }

    private static double[] regressors(double[][] outputs, MeasuredSeries series, int t, int order) {
        int q = outputs[t - 1].length;
        int inputs = series.inputs(0).length;
        double[] row = new double[1 + order * (q + inputs)];
        row[0] = 1;
        int at = 1;
        for (int lag = 1; lag <= order; lag++) {
            for (int k = 0; k < q; k++) {
                row[at++] = outputs[t - lag][k];
            }
            for (int k = 0; k < inputs; k++) {
                row[at++] = series.inputs(t - lag)[k];
            }
        }
        return row;
    }
}
