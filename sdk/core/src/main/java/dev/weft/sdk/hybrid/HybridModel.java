package dev.weft.sdk.hybrid;

import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.calibration.CalibrationResult;
import dev.weft.sdk.calibration.NoiseFit;
import dev.weft.sdk.model.NoiseModel;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.residual.ResidualDrift;
import dev.weft.sdk.residual.ResidualPrior;
import dev.weft.sdk.simulation.Simulator;
import dev.weft.sdk.simulation.Trajectory;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.ode.IntegrationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Put the model of a prior with its network together: weights that are taken as certain, but for a last layer that shall
 * follow readings, the free run, and the noise that is left.
 */
final class HybridModel {
    private static final int SEARCH = 5;

    private final PhysicsModel calibrated;
    private final ResidualPrior prior;
    private final double[] parameters;
    private final List<MeasuredSeries> series;
    private final double[] stateSizes;
    private final double[] residualSizes;
    private final List<GaussianEstimate> starts = new ArrayList<>();
    private final Map<String, Double> freeRun = new LinkedHashMap<>();
    private final List<Trajectory> simulated = new ArrayList<>();

    /**
     * Run all series free with the network.
     *
     * @param parameters physical values, the weights last [M]
     * @param scales error of each output with the prior alone [Q]
     */
    HybridModel(
            CalibrationResult result,
            ResidualPrior prior,
            double[] parameters,
            List<MeasuredSeries> series,
            double[] scales) {
        this.calibrated = result.model();
        this.prior = prior;
        this.parameters = parameters;
        this.series = series;
        this.stateSizes = stateSizes(prior, result.simulated());
        this.residualSizes = scales.clone();
        int q = scales.length;
        double[] squares = new double[q];
        int[] counts = new int[q];
        FreeRun runs = new FreeRun(prior, scales, stateSizes);
        Simulator simulator = new Simulator(prior);
        boolean ran = true;
        for (int s = 0; s < series.size(); s++) {
            Segment whole =
                    Segment.whole(series.get(s), result.simulated().get(s).states(0));
            try {
                runs.settle(parameters, whole, SEARCH);
                Trajectory run = simulator.run(parameters, whole.state(), whole.rows());
                simulated.add(run);
                add(whole.rows(), run, squares, counts);
            } catch (IntegrationException e) {
                ran = false;
            }
            starts.add(start(whole.state()));
        }
        for (int k = 0; k < q; k++) {
            String name = prior.outputs().get(k).name();
            double rmse = Math.sqrt(squares[k] / counts[k]);
            if (counts[k] > 0 || !ran) {
                freeRun.put(name, ran ? rmse : Double.NaN);
            }
            if (ran && rmse > 0) {
                residualSizes[k] = rmse;
            }
        }
    }

    private static void add(MeasuredSeries rows, Trajectory run, double[] squares, int[] counts) {
        for (int i = 0; i < run.length(); i++) {
            for (int k = 0; k < squares.length; k++) {
                double error = rows.outputs(i)[k] - run.outputs(i)[k];
                if (!Double.isNaN(error)) {
                    squares[k] += error * error;
                    counts[k]++;
                }
            }
        }
    }

    private GaussianEstimate start(double[] state) {
        int m = prior.base().parameters().size();
        double[] mean = Arrays.copyOf(calibrated.start().mean(), m + state.length);
        double[] deviations = new double[mean.length];
        System.arraycopy(state, 0, mean, m, state.length);
        System.arraycopy(stateSizes, 0, deviations, m, state.length);
        return GaussianEstimate.independent(mean, deviations);
    }

    /** Return the root mean square error of the free run by output; NaN where it could not be run. */
    Map<String, Double> freeRun() {
        return freeRun;
    }

    /** Return the free run of each series with the network; none if one of them could not be run. */
    List<Trajectory> simulated() {
        return simulated.size() == series.size() ? simulated : List.of();
    }

    /** Return the prior with its network. */
    PhysicsModel model(Map<String, Double> shares) {
        return model(prior, estimate(), shares);
    }

    /** Return the prior alone, with the noise that it leaves. */
    PhysicsModel withoutNetwork() {
        return model(prior.base(), calibrated.start(), Map.of());
    }

    private PhysicsModel model(PhysicsPrior which, GaussianEstimate start, Map<String, Double> shares) {
        Map<String, Double> fit = new LinkedHashMap<>(freeRun);
        fit.values().removeIf(rmse -> Double.isNaN(rmse));
        return new PhysicsModel(
                which,
                start,
                noise(),
                calibrated.samplingInterval(),
                calibrated.card().withFit(fit).withShares(shares));
    }

    private GaussianEstimate estimate() {
        GaussianEstimate before = calibrated.start();
        int m = prior.base().parameters().size();
        int w = prior.network().weightCount();
        int n = prior.states().size();
        int d = m + w + n;
        double[] mean = new double[d];
        DMatrixRMaj covariance = new DMatrixRMaj(d, d);
        for (int i = 0; i < m + n; i++) {
            int row = i < m ? i : i + w;
            mean[row] = before.mean()[i];
            for (int j = 0; j < m + n; j++) {
                covariance.set(row, j < m ? j : j + w, before.covariance().get(i, j));
            }
        }
        System.arraycopy(parameters, m, mean, m, w);
        double spread = prior.network().live().map(ResidualDrift::spread).orElse(0.0);
        for (int i = m + prior.network().weightsBeforeLast(); i < m + w; i++) {
            covariance.set(i, i, spread * spread);
        }
        return new GaussianEstimate(mean, covariance);
    }

    /** The weights are numbers here: the likelihood of the innovations does not need their slopes. */
    private NoiseModel noise() {
        int m = prior.base().parameters().size();
        PhysicsPrior withNumbers = ResidualPrior.withNumbers(
                prior.base(), prior.network(), Arrays.copyOfRange(parameters, m, parameters.length));
        PhysicsModel model = new PhysicsModel(
                withNumbers, calibrated.start(), calibrated.noise(), calibrated.samplingInterval(), calibrated.card());
        return new NoiseFit(model, series, starts, stateSizes, residualSizes)
                .search()
                .withDrift(calibrated.noise().drift());
    }

    /** Return how far each state usually is from its mean over the calibrated runs [N]; its usual spread if it never moves. */
    static double[] stateSizes(PhysicsPrior prior, List<Trajectory> simulated) {
        double[] sizes = new double[prior.states().size()];
        for (int i = 0; i < sizes.length; i++) {
            int state = i;
            double[] values = simulated.stream()
                    .flatMapToDouble(run -> IntStream.range(0, run.length()).mapToDouble(t -> run.states(t)[state]))
                    .toArray();
            double mean = Arrays.stream(values).average().orElse(0);
            double variance = Arrays.stream(values)
                    .map(v -> (v - mean) * (v - mean))
                    .average()
                    .orElse(0);
            sizes[i] =
                    variance > 0 ? Math.sqrt(variance) : prior.states().get(i).spread();
        }
        return sizes;
    }
}
