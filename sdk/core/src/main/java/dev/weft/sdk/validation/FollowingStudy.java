package dev.weft.sdk.validation;

import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.adapt.Expectation;
import dev.weft.sdk.adapt.WeightFilter;
import dev.weft.sdk.calibration.CalibrationResult;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.Coordinate;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.ode.IntegrationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Let the filter of a calibrated twin follow its machine while a parameter jumps or drifts. */
final class FollowingStudy {
    private static final double QUANTILE_95 = 1.959964;
    private static final int MOST_MACHINES = 12;
    /** An estimate has come when it is this near, as a share of the jump, or within its own interval. */
    private static final double NEAR = 0.2;

    private final PhysicsPrior prior;
    private final TestStand stand;

    FollowingStudy(PhysicsPrior prior, TestStand stand) {
        this.prior = prior;
        this.stand = stand;
    }

    /** z at each sample, with its standard deviation. */
    private record Path(double[] mean, double[] deviation) {}

    /**
     * Follow.
     *
     * @return nothing if no parameter that ages is told by the data, or no machine was fitted
     */
    Optional<Following> follow(
            List<MachineRecord> records,
            List<Optional<CalibrationResult>> fits,
            Recovery recovery,
            double by,
            long seed) {
        Optional<ParameterRecovery> best = recovery.told().stream()
                .filter(p -> prior.parameters().get(index(p)).ages())
                .min(Comparator.comparingDouble(ParameterRecovery::claimed));
        if (best.isEmpty()) {
            return Optional.empty();
        }
        int j = index(best.get());
        SplittableRandom random = new SplittableRandom(seed);
        int samples = stand.sampling().samples();
        int at = samples / 4;
        List<Integer> steps = new ArrayList<>();
        List<Double> lags = new ArrayList<>();
        List<Track> tracks = new ArrayList<>();
        int machines = 0;
        for (int i = 0; i < records.size() && machines < MOST_MACHINES; i++) {
            if (fits.get(i).isEmpty()) {
                continue;
            }
            PhysicsModel model = fits.get(i).get().model();
            Machine machine = records.get(i).machine();
            machines++;
            try {
                Drift jump = new Drift.Jump(j, by, at);
                MachineRecord jumped = stand.record(machine, samples, jump, 0, TestStand.USUAL_START, random);
                Path after = path(model, jumped, j);
                double target = machine.coordinates()[j] + by;
                settled(after, target, NEAR * by, at).ifPresent(steps::add);
                Drift ramp = new Drift.Ramp(j, by, at);
                MachineRecord drifted = stand.record(machine, samples, ramp, 0, TestStand.USUAL_START, random);
                Path behind = path(model, drifted, j);
                lags.add(Math.abs(target - behind.mean[samples - 1]) / Math.abs(by));
                if (tracks.isEmpty()) {
                    tracks.add(track(jumped, jump, after, j));
                    tracks.add(track(drifted, ramp, behind, j));
                }
            } catch (IntegrationException lost) {
                lags.add(Double.POSITIVE_INFINITY);
            }
        }
        if (tracks.isEmpty()) {
            return Optional.empty();
        }
        steps.sort(Comparator.naturalOrder());
        lags.sort(Comparator.naturalOrder());
        return Optional.of(new Following(
                best.get().name(),
                by,
                machines,
                (double) steps.size() / machines,
                steps.isEmpty() ? 0 : steps.get(steps.size() / 2),
                lags.get(lags.size() / 2),
                tracks.get(0),
                tracks.get(1)));
    }

    private int index(ParameterRecovery parameter) {
        return prior.parameters().stream().map(p -> p.name()).toList().indexOf(parameter.name());
    }

    private static Path path(PhysicsModel model, MachineRecord record, int j) {
        WeightFilter filter = new WeightFilter(model);
        Expectation expectation = filter.newExpectation();
        GaussianEstimate theta = model.start();
        int samples = record.length();
        Path path = new Path(new double[samples], new double[samples]);
        for (int t = 0; t < samples; t++) {
            if (t > 0) {
                double before = record.measured().time(t - 1);
                filter.propagate(
                        theta,
                        before,
                        record.measured().time(t) - before,
                        record.measured().inputs(t - 1));
            }
            filter.expect(theta, record.measured().inputs(t), expectation);
            filter.correct(theta, expectation, record.measured().outputs(t));
            path.mean[t] = theta.mean()[j];
            path.deviation[t] = theta.standardDeviation(j);
        }
        return path;
    }

    /** Return after how many samples the path is near the target for good. */
    private static Optional<Integer> settled(Path path, double target, double near, int at) {
        int last = path.mean.length;
        while (last > at
                && Math.abs(path.mean[last - 1] - target) <= Math.max(near, QUANTILE_95 * path.deviation[last - 1])) {
            last--;
        }
        return last == path.mean.length ? Optional.empty() : Optional.of(last - at);
    }

    private Track track(MachineRecord record, Drift drift, Path path, int j) {
        Coordinate coordinate = prior.parameters().get(j).coordinate();
        int samples = record.length();
        double[] times = new double[samples];
        double[] truth = new double[samples];
        double[] lower = new double[samples];
        double[] upper = new double[samples];
        for (int t = 0; t < samples; t++) {
            times[t] = record.measured().time(t);
            truth[t] = coordinate.toValue(drift.coordinates(record.machine().coordinates(), t, samples)[j]);
            lower[t] = coordinate.toValue(path.mean[t] - QUANTILE_95 * path.deviation[t]);
            upper[t] = coordinate.toValue(path.mean[t] + QUANTILE_95 * path.deviation[t]);
        }
        double[] estimate = Arrays.stream(path.mean).map(coordinate::toValue).toArray();
        return new Track(times, truth, estimate, lower, upper);
    }
}
