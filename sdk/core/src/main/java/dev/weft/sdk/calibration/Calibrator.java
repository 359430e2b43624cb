package dev.weft.sdk.calibration;

import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.State;
import dev.weft.priors.Units;
import dev.weft.sdk.model.ModelCard;
import dev.weft.sdk.model.NoiseModel;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.simulation.Simulator;
import dev.weft.sdk.simulation.Trajectory;
import dev.weft.sdk.weights.WeightLayout;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.GaussianPrior;
import dev.weft.solvers.estimation.LeastSquaresFit;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.estimation.MultiStartLeastSquares;
import dev.weft.solvers.estimation.OutputErrorProblem;
import dev.weft.solvers.ode.Tolerances;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Fit a prior to measured series: its parameters, shared by all series, and the initial state of each.
 *
 * <p>Minimises the free-running simulation's error by multi-start Levenberg–Marquardt in unconstrained
 * coordinates, each output weighted by its own residual (two passes: the first with a guess of the weights,
 * the second with what the first left over). Intervals come from the curvature at the minimum, widened for
 * residuals that are not white. Then the noise for live filtering is fitted, see {@link NoiseFit}.
 *
 * <p>Thread-safe; uses all cores.
 */
public final class Calibrator {
    /** Nearly flat priors: they keep the search from running away along what the data leave open. */
    private static final double FREE_SPREAD = 10;

    private static final double FIXED_SPREAD = 1e-6;

    private final PhysicsPrior prior;
    private final WeightLayout layout;
    private final CalibrationSettings settings;

    /**
     * Prepare calibrations of a prior.
     *
     * @throws IllegalArgumentException if a fixed parameter is unknown or its value outside its bounds
     */
    public Calibrator(PhysicsPrior prior, CalibrationSettings settings) {
        this.prior = prior;
        this.layout = WeightLayout.of(prior);
        this.settings = settings;
        settings.fixed().forEach((name, value) -> {
            Parameter parameter = prior.parameters().stream()
                    .filter(p -> p.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "fixed parameter " + name + " is not one of prior " + prior.name()));
            if (!parameter.admits(value)) {
                throw new IllegalArgumentException("parameter " + name + " = " + value + ", expected "
                        + parameter.lower() + " … " + parameter.upper() + " " + Units.text(parameter.unit()));
            }
        });
    }

    /**
     * Fit the prior.
     *
     * @param series measured runs, at least one; outputs are NaN where not measured
     * @param dataHash SHA-256 of the data in hex, kept in the model's card
     * @param progress is told the number of searches done, from any thread
     * @throws IllegalArgumentException if there are fewer measured values than parameters and initial states
     * @throws dev.weft.solvers.ode.IntegrationException if the equations cannot be solved from any start
     */
    public CalibrationResult calibrate(List<MeasuredSeries> series, String dataHash, IntConsumer progress) {
        requireEnough(series);
        double[] start = startingPoint(series);
        double[] spreads = spreads(series, FREE_SPREAD, 3);
        GaussianPrior weak = GaussianPrior.independent(start.clone(), spreads);
        double[] scales = outputScales(series);
        LeastSquaresFit first = new MultiStartLeastSquares(() -> problem(series, scales, weak), settings.search())
                .search(start, spreads(series, 1, 0.5), progress);
        double[] refined = Residuals.of(problem(series, scales, weak), first, series, scales)
                .sizes(scales);
        LeastSquaresFit fit = new MultiStartLeastSquares(
                        () -> problem(series, refined, weak), settings.search().withStarts(1))
                .search(first.solution(), spreads, done -> {});
        Residuals residuals = Residuals.of(problem(series, refined, weak), fit, series, refined);
        return report(series, dataHash, first, fit, residuals, spreads);
    }

    private CalibrationResult report(
            List<MeasuredSeries> series,
            String dataHash,
            LeastSquaresFit search,
            LeastSquaresFit fit,
            Residuals residuals,
            double[] spreads) {
        double[] z = fit.solution();
        List<OutputFit> fits = residuals.fits(prior);
        Identifiability data =
                new Identifiability(layout, series, fit, startingPoint(series), residuals.inflation(), spreads);
        List<Trajectory> simulated = simulate(series, z);
        PhysicsModel model = new InitialStates(layout, simulated, z).model(prior, data.covariance(), series);
        NoiseModel noise = new NoiseFit(
                        model,
                        series,
                        certainStarts(series, z, data.covariance()),
                        InitialStates.sizes(simulated, layout.stateCount()),
                        residuals.sizes(outputScales(series)))
                .search()
                .withDrift(NoiseModel.DRIFT_PER_READING / Math.sqrt(model.samplingInterval()));
        Map<String, Double> errors = new LinkedHashMap<>();
        fits.forEach(f -> errors.put(f.output(), f.rmse()));
        int rows = series.stream().mapToInt(MeasuredSeries::length).sum();
        PhysicsModel calibrated = new PhysicsModel(
                prior, model.start(), noise, model.samplingInterval(), new ModelCard(dataHash, rows, errors));
        return new CalibrationResult(
                calibrated,
                data.weights(settings.fixed().keySet()),
                fits,
                data.sloppyDirections(),
                simulated,
                settings.search().starts(),
                search.startsConverged(),
                search.startsAgreeing());
    }

    private OutputErrorProblem problem(List<MeasuredSeries> series, double[] scales, GaussianPrior weak) {
        return new OutputErrorProblem(
                prior.system(), Tolerances.STANDARD, layout.parameterCoordinates(), series, scales, weak);
    }

    private void requireEnough(List<MeasuredSeries> series) {
        long values = series.stream()
                .flatMap(s -> IntStream.range(0, s.length()).mapToObj(s::outputs))
                .flatMapToDouble(Arrays::stream)
                .filter(v -> !Double.isNaN(v))
                .count();
        int free = layout.parameterCount() - settings.fixed().size() + layout.stateCount() * series.size();
        if (values < free) {
            throw new IllegalArgumentException("the data hold " + values + " measured values, expected at least " + free
                    + " for the free parameters and initial states of prior " + prior.name());
        }
    }

    private double[] startingPoint(List<MeasuredSeries> series) {
        int m = layout.parameterCount();
        double[] z = new double[m + layout.stateCount() * series.size()];
        for (int j = 0; j < m; j++) {
            Parameter p = prior.parameters().get(j);
            z[j] = p.coordinate().toCoordinate(settings.fixed().getOrDefault(p.name(), p.nominal()));
        }
        for (int i = m; i < z.length; i++) {
            z[i] = prior.states().get((i - m) % layout.stateCount()).start();
        }
        return z;
    }

    private double[] spreads(List<MeasuredSeries> series, double free, double states) {
        int m = layout.parameterCount();
        double[] spreads = new double[m + layout.stateCount() * series.size()];
        for (int j = 0; j < m; j++) {
            boolean fixed =
                    settings.fixed().containsKey(prior.parameters().get(j).name());
            spreads[j] = fixed ? FIXED_SPREAD : free;
        }
        for (int i = m; i < spreads.length; i++) {
            State state = prior.states().get((i - m) % layout.stateCount());
            spreads[i] = states * state.spread();
        }
        return spreads;
    }

    /** A first guess of each output's error: a tenth of how much it moves. */
    private double[] outputScales(List<MeasuredSeries> series) {
        double[] scales = new double[prior.outputs().size()];
        for (int k = 0; k < scales.length; k++) {
            double size = Residuals.standardDeviation(series, k);
            scales[k] = size > 0 ? 0.1 * size : prior.outputs().get(k).noise();
        }
        return scales;
    }

    private List<Trajectory> simulate(List<MeasuredSeries> series, double[] z) {
        Simulator simulator = new Simulator(prior);
        int m = layout.parameterCount();
        int n = layout.stateCount();
        double[] parameters = Arrays.copyOf(layout.toPhysical(Arrays.copyOf(z, layout.size())), m);
        List<Trajectory> simulated = new ArrayList<>();
        for (int s = 0; s < series.size(); s++) {
            MeasuredSeries run = series.get(s);
            double[] times = new double[run.length()];
            double[][] inputs = new double[run.length()][];
            for (int i = 0; i < times.length; i++) {
                times[i] = run.time(i);
                inputs[i] = run.inputs(i);
            }
            simulated.add(simulator.run(parameters, Arrays.copyOfRange(z, m + s * n, m + (s + 1) * n), times, inputs));
        }
        return simulated;
    }

    /** θ at the start of each series with the parameters taken as certain, for the noise search. */
    private List<GaussianEstimate> certainStarts(List<MeasuredSeries> series, double[] z, DMatrixRMaj covariance) {
        int m = layout.parameterCount();
        int n = layout.stateCount();
        List<GaussianEstimate> starts = new ArrayList<>();
        for (int s = 0; s < series.size(); s++) {
            double[] mean = Arrays.copyOf(z, m + n);
            double[] sd = new double[m + n];
            for (int i = 0; i < n; i++) {
                int index = m + s * n + i;
                mean[m + i] = z[index];
                sd[m + i] = Math.sqrt(covariance.get(index, index));
            }
            starts.add(GaussianEstimate.independent(mean, sd));
        }
        return starts;
    }
}
