package dev.weft.sdk.data;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Units;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.measure.Unit;

/** Turn what a person says of the units of columns into conversions to a prior's units. */
public final class ColumnUnits {
    private final Map<String, Unit<?>> known = new LinkedHashMap<>();
    private final String unitWord;
    private final String scaleWord;

    /**
     * Know the units of a prior's signals, and of time.
     *
     * @param unitWord what stands before a signal and its unit in messages, for example {@code "--unit "}
     * @param scaleWord what stands before a signal and its factor in messages
     */
    public ColumnUnits(PhysicsPrior prior, String unitWord, String scaleWord) {
        this.unitWord = unitWord;
        this.scaleWord = scaleWord;
        known.put(Sampling.TIME, Units.SECOND);
        prior.inputs().forEach(i -> known.put(i.name(), i.unit()));
        prior.outputs().forEach(o -> known.put(o.name(), o.unit()));
    }

    /**
     * Return conversions by signal.
     *
     * @throws DataException if a signal is unknown, a text no unit or one of another kind, or a factor 0
     */
    public Map<String, Conversion> conversions(Map<String, String> units, Map<String, Double> scales) {
        Map<String, Conversion> all = new LinkedHashMap<>();
        units.forEach((signal, text) -> {
            String option = unitWord + signal + "=" + text;
            Unit<?> to = unitOf(option, signal);
            Unit<?> from;
            try {
                from = Units.parse(text);
            } catch (IllegalArgumentException e) {
                throw new DataException(option + ": " + e.getMessage(), e);
            }
            try {
                all.put(signal, Conversion.between(from, to));
            } catch (DataException e) {
                // As it was written: bar is Pa*100000 to the parser.
                throw new DataException(
                        option + ": unit '" + text + "' is not one of what is measured in '" + Units.text(to) + "'", e);
            }
        });
        scales.forEach((signal, factor) -> {
            String option = scaleWord + signal + "=" + factor;
            unitOf(option, signal);
            if (factor == 0 || !Double.isFinite(factor)) {
                throw new DataException(option + ", expected a finite number other than 0");
            }
            all.merge(signal, Conversion.NONE.scaled(factor), (unit, scale) -> unit.scaled(factor));
        });
        return all;
    }

    private Unit<?> unitOf(String option, String signal) {
        Unit<?> unit = known.get(signal);
        if (unit == null) {
            throw Nearest.unknown(option, "signal", signal, known.keySet());
        }
        return unit;
    }
}
