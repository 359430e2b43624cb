package dev.weft.sdk.validation;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Units;
import dev.weft.sdk.calibration.CalibrationResult;
import dev.weft.sdk.calibration.CalibrationSettings;
import dev.weft.sdk.calibration.Calibrator;
import dev.weft.sdk.calibration.Combination;
import dev.weft.sdk.calibration.SloppyDirection;
import dev.weft.sdk.calibration.WeightEstimate;
import dev.weft.solvers.estimation.Coordinate;
import dev.weft.solvers.estimation.LeastSquaresSettings;
import dev.weft.solvers.ode.IntegrationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Fit records as if nothing were known of their machines, and compare with the truth. */
final class RecoveryStudy {
    private static final double QUANTILE_95 = 1.959964;
    private static final LeastSquaresSettings ONE_START = new LeastSquaresSettings(1, 0, 1, 100, 1);
    private static final LeastSquaresSettings MORE_STARTS = new LeastSquaresSettings(3, 16, 1, 100, 1);
    /** A fit that leaves so many times the noise may have missed the minimum. */
    private static final double MISSED = 1.2;

    private final PhysicsPrior prior;
    private final double noise;
    private final Calibrator once;
    private final Calibrator again;

    /**
     * Prepare fits.
     *
     * @param noise factor on the declared noise of the sensors
     */
    RecoveryStudy(PhysicsPrior prior, double noise) {
        this.prior = prior;
        this.noise = noise;
        this.once = calibrator(prior, ONE_START);
        this.again = calibrator(prior, MORE_STARTS);
    }

    private static Calibrator calibrator(PhysicsPrior prior, LeastSquaresSettings search) {
        return new Calibrator(
                prior,
                new CalibrationSettings(search, Map.of()).withNoiseFitted(false).withAdvised(false));
    }

    /**
     * Fit one record: by one search, and by more of them where it leaves more than the noise.
     *
     * @return nothing if no search ended, as when the data are too few
     */
    Optional<CalibrationResult> fit(MachineRecord record) {
        Optional<CalibrationResult> first = fit(once, record);
        if (first.filter(this::meetsTheData).isPresent()) {
            return first;
        }
        return fit(again, record).or(() -> first);
    }

    private boolean meetsTheData(CalibrationResult fit) {
        return fit.fits().stream()
                .allMatch(f -> prior.outputs().stream()
                        .anyMatch(o -> o.name().equals(f.output()) && f.rmse() <= MISSED * noise * o.noise()));
    }

    private static Optional<CalibrationResult> fit(Calibrator calibrator, MachineRecord record) {
        try {
            return Optional.of(calibrator.calibrate(List.of(record.measured()), "simulated", done -> {}));
        } catch (IntegrationException | IllegalArgumentException hopeless) {
            return Optional.empty();
        }
    }

    /** Fit all records, on all cores. */
    List<Optional<CalibrationResult>> fits(List<MachineRecord> records) {
        return records.parallelStream().map(this::fit).toList();
    }

    /** Compare fits with the truth. */
    Recovery compare(List<MachineRecord> records, List<Optional<CalibrationResult>> fits) {
        List<ParameterRecovery> parameters = IntStream.range(
                        0, prior.parameters().size())
                .mapToObj(j -> parameter(j, records, fits))
                .toList();
        List<CalibrationResult> found = fits.stream().flatMap(Optional::stream).toList();
        Map<String, Long> directions = found.stream()
                .flatMap(f -> f.sloppy().stream().map(SloppyDirection::text).distinct())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        List<String> open = directions.entrySet().stream()
                .filter(e -> e.getValue() >= Recovery.MOSTLY * found.size())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return new Recovery(
                records.get(0).length(), records.size(), found.size(), parameters, combinations(records, fits), open);
    }

    /** Products are told by fits, not by the prior: those that any machine tells, in the order of their first time. */
    private List<ParameterRecovery> combinations(List<MachineRecord> records, List<Optional<CalibrationResult>> fits) {
        Map<String, List<double[]>> scores = new LinkedHashMap<>();
        Map<String, String> units = new LinkedHashMap<>();
        for (int i = 0; i < fits.size(); i++) {
            double[] truth = records.get(i).machine().values();
            for (Combination found :
                    fits.get(i).map(CalibrationResult::combinations).orElse(List.of())) {
                double log = 0;
                for (int j = 0; j < truth.length; j++) {
                    int exponent = found.exponents()
                            .getOrDefault(prior.parameters().get(j).name(), 0);
                    log += exponent == 0 ? 0 : exponent * Math.log(truth[j]);
                }
                double half = 0.5 * Math.log(found.upper() / found.lower());
                double error = Math.log(found.value()) - log;
                units.put(found.text(), found.unit());
                scores.computeIfAbsent(found.text(), name -> new ArrayList<>())
                        .add(new double[] {error, half / QUANTILE_95, Math.abs(error) <= half ? 1 : 0});
            }
        }
        return scores.entrySet().stream()
                .map(e -> recovery(e.getKey(), units.getOrDefault(e.getKey(), ""), e.getValue(), records.size()))
                .toList();
    }

    private ParameterRecovery parameter(int j, List<MachineRecord> records, List<Optional<CalibrationResult>> fits) {
        Coordinate coordinate = prior.parameters().get(j).coordinate();
        List<double[]> scores = new ArrayList<>();
        for (int i = 0; i < fits.size(); i++) {
            Optional<WeightEstimate> estimate = fits.get(i).map(f -> f.weights().get(j));
            if (estimate.filter(e -> e.verdict() == WeightEstimate.Verdict.IDENTIFIABLE)
                    .isPresent()) {
                double truth = records.get(i).machine().coordinates()[j];
                double z = coordinate.toCoordinate(estimate.get().value());
                double half = 0.5
                        * (coordinate.toCoordinate(estimate.get().upper())
                                - coordinate.toCoordinate(estimate.get().lower()));
                scores.add(new double[] {z - truth, half / QUANTILE_95, Math.abs(z - truth) <= half ? 1 : 0});
            }
        }
        return recovery(
                prior.parameters().get(j).name(),
                Units.text(prior.parameters().get(j).unit()),
                scores,
                records.size());
    }

    private static ParameterRecovery recovery(String name, String unit, List<double[]> scores, int machines) {
        int n = scores.size();
        return new ParameterRecovery(
                name,
                unit,
                (double) n / machines,
                mean(scores, s -> s[0]),
                Math.sqrt(mean(scores, s -> s[0] * s[0])),
                Math.sqrt(mean(scores, s -> s[1] * s[1])),
                mean(scores, s -> s[2]),
                n);
    }

    private static double mean(List<double[]> scores, Function<double[], Double> figure) {
        return scores.stream().mapToDouble(figure::apply).average().orElse(Double.NaN);
    }
}
