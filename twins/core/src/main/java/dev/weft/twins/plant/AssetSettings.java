package dev.weft.twins.plant;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Say how the twin of an asset begins, and where its readings come from. What is left out comes from the plant's defaults.
 *
 * @param model a model file, or the name of a prior
 * @param source name of the source; needed where the plant has several
 * @param policy name of the policy; without it the standard one
 * @param columns which columns hold the signals
 * @param initial state to its value at the beginning, in its unit
 * @param interval usual time between readings of a bare prior, &gt; 0 [s]
 * @param drift how far a parameter wanders from one reading to the next, about relative, &gt;= 0
 */
public record AssetSettings(
        Optional<String> model,
        Optional<String> source,
        Optional<String> policy,
        SignalColumns columns,
        Map<String, Double> initial,
        OptionalDouble interval,
        OptionalDouble drift) {
    /**
     * Check the numbers.
     *
     * @throws IllegalArgumentException if one is outside of what its parameter says
     */
    public AssetSettings {
        initial = Map.copyOf(initial);
        initial.forEach((state, value) -> {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("initial." + state + " = " + value + ", expected a finite number");
            }
        });
        interval.ifPresent(seconds -> {
            if (!(seconds > 0) || Double.isInfinite(seconds)) {
                throw new IllegalArgumentException("interval = " + seconds + " s, expected a finite number > 0");
            }
        });
        drift.ifPresent(d -> {
            if (!(d >= 0) || Double.isInfinite(d)) {
                throw new IllegalArgumentException("drift = " + d + ", expected a finite number >= 0");
            }
        });
    }

    /** Return what this says, and of what it does not say, what {@code defaults} say. */
    AssetSettings over(AssetSettings defaults) {
        return new AssetSettings(
                model.or(defaults::model),
                source.or(defaults::source),
                policy.or(defaults::policy),
                columns.over(defaults.columns),
                SignalColumns.over(initial, defaults.initial),
                interval.isPresent() ? interval : defaults.interval,
                drift.isPresent() ? drift : defaults.drift);
    }
}
