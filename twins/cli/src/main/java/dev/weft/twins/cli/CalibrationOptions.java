package dev.weft.twins.cli;

import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.calibration.Beforehand;
import dev.weft.sdk.calibration.CalibrationSettings;
import dev.weft.sdk.calibration.Loss;
import dev.weft.sdk.data.DataException;
import dev.weft.solvers.estimation.LeastSquaresSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Read how a calibration is done. */
final class CalibrationOptions {
    @Option(
            names = "--fix",
            paramLabel = "PARAMETER=VALUE",
            description = "Hold a parameter at a value you know, in its unit.")
    Map<String, Double> fixed = new LinkedHashMap<>();

    @Option(
            names = "--about",
            paramLabel = "PARAMETER=VALUE:SD",
            description = "What you know of a parameter beforehand: a value and its standard deviation, in its unit.")
    Map<String, String> about = new LinkedHashMap<>();

    @Option(
            names = "--per-series",
            paramLabel = "PARAMETER",
            split = ",",
            description = "Fit these parameters for each series; the others are shared.")
    List<String> perSeries = new ArrayList<>();

    @Option(
            names = "--loss",
            paramLabel = "LOSS",
            defaultValue = "auto",
            description =
                    "squares, huber (single wrong readings hardly pull), or auto: huber where single readings jump "
                            + "(default ${DEFAULT-VALUE}).")
    Loss loss = Loss.AUTO;

    @Option(
            names = "--profile",
            description =
                    "Find intervals by profiles of the likelihood, too: slower, and right where they are lopsided "
                            + "or have no end.")
    boolean profile;

    @Option(
            names = "--starts",
            paramLabel = "N",
            defaultValue = "8",
            description = "Number of searches from different points (default ${DEFAULT-VALUE}).")
    int starts;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the starting points (default ${DEFAULT-VALUE}).")
    long seed;

    /**
     * Return the settings.
     *
     * @throws DataException if a parameter is unknown, a value outside its bounds, or not a number
     */
    CalibrationSettings settings(PhysicsPrior prior) {
        Values.requireParameters(prior, fixed);
        Map<String, Beforehand> known = new LinkedHashMap<>();
        about.forEach((name, text) -> known.put(name, beforehand(name, text)));
        Map<String, Double> values = new LinkedHashMap<>();
        known.forEach((name, b) -> values.put(name, b.value()));
        Values.requireParameters(prior, values);
        Values.requireNames(prior, perSeries);
        return new CalibrationSettings(
                        LeastSquaresSettings.STANDARD.withStarts(starts).withSeed(seed), fixed)
                .withLoss(loss)
                .withBeforehand(known)
                .withPerSeries(new LinkedHashSet<>(perSeries))
                .withProfiles(profile);
    }

    private static Beforehand beforehand(String name, String text) {
        String[] parts = text.split(":", -1);
        try {
            if (parts.length == 2) {
                return new Beforehand(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
            }
        } catch (IllegalArgumentException e) {
            throw new DataException(wrong(name, text), e);
        }
        throw new DataException(wrong(name, text));
    }

    private static String wrong(String name, String text) {
        return "--about " + name + "=" + text + ", expected a value and a standard deviation > 0, such as --about "
                + name + "=1.0:0.05";
    }
}
