package dev.weft.sdk.calibration;

import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Units;
import dev.weft.sdk.model.ModelCard;
import dev.weft.sdk.model.NoiseModel;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.simulation.Simulator;
import dev.weft.sdk.simulation.Trajectory;
import dev.weft.sdk.weights.WeightLayout;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.InputsBetween;
import dev.weft.solvers.estimation.MeasuredSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Fit a prior to measured series: its parameters, shared by all series but where the settings say otherwise, and the
 * initial state of each.
 *
 * <p>Minimises the free-running simulation's error by multi-start Levenberg–Marquardt in unconstrained
 * coordinates, each output weighted by its own residual, see {@link Loss} for how much a single reading may pull. What
 * is known beforehand of a parameter counts like a measurement. Intervals come from the curvature at the minimum,
 * widened for residuals that are not white. Then the noise for live filtering is fitted, see {@link NoiseFit}.
 *
 * <p>Thread-safe; uses all cores.
 */
public final class Calibrator {
    private final PhysicsPrior prior;
    private final WeightLayout layout;
    private final CalibrationSettings settings;

    /**
     * Prepare calibrations of a prior.
     *
     * @throws IllegalArgumentException if the settings name an unknown parameter, or a value outside its bounds
     */
    public Calibrator(PhysicsPrior prior, CalibrationSettings settings) {
        this.prior = prior;
        this.layout = WeightLayout.of(prior);
        this.settings = settings;
        settings.names().forEach(this::parameter);
        settings.fixed().forEach((name, value) -> requireAdmitted(parameter(name), value));
        settings.beforehand().forEach((name, known) -> requireAdmitted(parameter(name), known.value()));
    }

    private Parameter parameter(String name) {
        String kind = settings.fixed().containsKey(name) ? "fixed parameter " : "parameter ";
        return prior.parameters().stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(kind + name + " is not one of prior " + prior.name()));
    }

    private static void requireAdmitted(Parameter parameter, double value) {
        if (!parameter.admits(value)) {
            throw new IllegalArgumentException("parameter " + parameter.name() + " = " + value + ", expected "
                    + parameter.lower() + " … " + parameter.upper() + " " + Units.text(parameter.unit()));
        }
    }

    /**
     * Fit the prior.
     *
     * @param series measured runs, at least one; outputs are NaN where not measured
     * @param dataHash SHA-256 of the data in hex, kept in the model's card
     * @param progress is told the number of searches done, from any thread
     * @throws IllegalArgumentException if there are fewer measured values than parameters and initial states, or no output
     *     moves, or inputs do not run from sample to sample alike in all series
     * @throws dev.weft.solvers.ode.IntegrationException if the equations cannot be solved from any start
     */
    public CalibrationResult calibrate(List<MeasuredSeries> series, String dataHash, IntConsumer progress) {
        Unknowns unknowns = new Unknowns(prior, settings, series);
        requireEnough(unknowns);
        requireMovement(unknowns);
        InputsBetween between = between(series);
        Fit fit = Fit.of(unknowns, progress);
        double[] z = fit.at().solution();
        List<OutputFit> fits = fit.residuals().fits(prior);
        double inflation = fit.residuals().inflation();
        Identifiability data = new Identifiability(unknowns, fit.at(), inflation);
        List<Trajectory> simulated = simulate(unknowns, z);
        PhysicsModel model = new InitialStates(layout, simulated, z).model(prior, data.covariance(), series);
        NoiseModel noise = noise(model, unknowns, fit, data.covariance(), simulated);
        Map<String, Double> errors = new LinkedHashMap<>();
        fits.forEach(f -> errors.put(f.output(), f.rmse()));
        int rows = series.stream().mapToInt(MeasuredSeries::length).sum();
        ModelCard card = new ModelCard(dataHash, rows, errors).withInputsBetween(between);
        PhysicsModel calibrated = new PhysicsModel(prior, model.start(), noise, model.samplingInterval(), card);
        return new CalibrationResult(
                calibrated,
                data.weights(),
                fits,
                fit.robust() ? Loss.HUBER : Loss.SQUARES,
                data.sloppyDirections(),
                new Combinations(unknowns, z, data.covariance(), data.open()).find(),
                settings.profiles() ? Profiles.of(unknowns, fit, data.covariance()) : List.of(),
                ResidualTests.of(prior, series, fit.residuals()),
                settings.advised()
                        ? new NextMeasurements(unknowns, fit, inflation, data.covariance(), data.open()).find()
                        : List.of(),
                simulated,
                settings.search().starts(),
                fit.search().startsConverged(),
                fit.search().startsAgreeing());
    }

    /** The model will be run as it was fitted: of two ways it could remember one. */
    private static InputsBetween between(List<MeasuredSeries> series) {
        InputsBetween first = series.get(0).inputsBetween();
        series.stream().filter(s -> s.inputsBetween() != first).findFirst().ifPresent(other -> {
            throw new IllegalArgumentException("series " + other.name() + " has inputs between samples = "
                    + other.inputsBetween().id() + ", expected " + first.id() + " as in series "
                    + series.get(0).name());
        });
        return first;
    }

    private void requireEnough(Unknowns unknowns) {
        long values = unknowns.series().stream()
                .flatMap(s -> IntStream.range(0, s.length()).mapToObj(s::outputs))
                .flatMapToDouble(Arrays::stream)
                .filter(v -> !Double.isNaN(v))
                .count();
        int free = unknowns.freeCount();
        if (values < free) {
            throw new IllegalArgumentException("the data hold " + values + " measured values, expected at least " + free
                    + " for the free parameters and initial states of prior " + prior.name()
                    + "; take more rows, or fix parameters that you know");
        }
    }

    /** Readings that never move fit any machine at rest: what came out would be the first guess. */
    private void requireMovement(Unknowns unknowns) {
        int outputs = prior.outputs().size();
        boolean moves =
                IntStream.range(0, outputs).anyMatch(k -> Residuals.standardDeviation(unknowns.series(), k) > 0);
        if (!moves) {
            List<String> measured = IntStream.range(0, outputs)
                    .filter(k -> Residuals.measured(unknowns.series(), k).length > 0)
                    .mapToObj(k -> prior.outputs().get(k).name())
                    .toList();
            throw new IllegalArgumentException("all readings of " + String.join(" and ", measured)
                    + " are the same, expected at least one output that moves; take rows in which the machine moves, or look"
                    + " for wrong columns");
        }
    }

    private List<Trajectory> simulate(Unknowns unknowns, double[] z) {
        Simulator simulator = new Simulator(prior);
        int m = layout.parameterCount();
        int n = layout.stateCount();
        List<Trajectory> simulated = new ArrayList<>();
        for (int s = 0; s < unknowns.series().size(); s++) {
            MeasuredSeries run = unknowns.series().get(s);
            double[] parameters = new double[m];
            double[] coordinates = unknowns.coordinates(z, s);
            for (int j = 0; j < m; j++) {
                parameters[j] = layout.parameterCoordinates().get(j).toValue(coordinates[j]);
            }
            int first = unknowns.stateIndex(s, 0);
            simulated.add(simulator.run(parameters, Arrays.copyOfRange(z, first, first + n), run));
        }
        return simulated;
    }

    private NoiseModel noise(
            PhysicsModel model, Unknowns unknowns, Fit fit, DMatrixRMaj covariance, List<Trajectory> simulated) {
        double[] sizes = fit.residuals().sizes(Fit.firstScales(unknowns, fit.robust()), fit.robust());
        if (!settings.noiseFitted()) {
            NoiseModel nominal = NoiseModel.nominal(prior, model.samplingInterval());
            double[] states = new double[layout.stateCount()];
            Arrays.setAll(states, nominal::state);
            return new NoiseModel(sizes, states, nominal.drift());
        }
        return new NoiseFit(
                        model,
                        fit.residuals().withoutOutliers(),
                        certainStarts(unknowns, fit.at().solution(), covariance),
                        InitialStates.sizes(simulated, layout.stateCount()),
                        sizes)
                .search()
                .withDrift(NoiseModel.DRIFT_PER_READING / Math.sqrt(model.samplingInterval()));
    }

    /** θ at the start of each series with the parameters taken as certain, for the noise search. */
    private List<GaussianEstimate> certainStarts(Unknowns unknowns, double[] z, DMatrixRMaj covariance) {
        int m = layout.parameterCount();
        int n = layout.stateCount();
        List<GaussianEstimate> starts = new ArrayList<>();
        for (int s = 0; s < unknowns.series().size(); s++) {
            double[] mean = Arrays.copyOf(unknowns.coordinates(z, s), m + n);
            double[] sd = new double[m + n];
            for (int i = 0; i < n; i++) {
                int index = unknowns.stateIndex(s, i);
                mean[m + i] = z[index];
                sd[m + i] = Math.sqrt(covariance.get(index, index));
            }
            starts.add(GaussianEstimate.independent(mean, sd));
        }
        return starts;
    }
}
