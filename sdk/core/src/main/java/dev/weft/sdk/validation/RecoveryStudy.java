package dev.weft.sdk.validation;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Units;
import dev.weft.sdk.calibration.CalibrationResult;
import dev.weft.sdk.calibration.CalibrationSettings;
import dev.weft.sdk.calibration.Calibrator;
import dev.weft.sdk.calibration.SloppyDirection;
import dev.weft.sdk.calibration.WeightEstimate;
import dev.weft.solvers.estimation.Coordinate;
import dev.weft.solvers.estimation.LeastSquaresSettings;
import dev.weft.solvers.ode.IntegrationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Fit records as if nothing were known of their machines, and compare with the truth. */
final class RecoveryStudy {
    private static final double QUANTILE_95 = 1.959964;
    private static final LeastSquaresSettings SEARCH = new LeastSquaresSettings(2, 16, 1, 100, 1);

    private final PhysicsPrior prior;
    private final Calibrator calibrator;

    RecoveryStudy(PhysicsPrior prior) {
        this.prior = prior;
        this.calibrator = new Calibrator(prior, new CalibrationSettings(SEARCH, Map.of()).withNoiseFitted(false));
    }

    /**
     * Fit one record.
     *
     * @return nothing if no search ended, as when the data are too few
     */
    Optional<CalibrationResult> fit(MachineRecord record) {
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
        return new Recovery(records.get(0).length(), records.size(), found.size(), parameters, open);
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
        int n = scores.size();
        return new ParameterRecovery(
                prior.parameters().get(j).name(),
                Units.text(prior.parameters().get(j).unit()),
                (double) n / records.size(),
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
