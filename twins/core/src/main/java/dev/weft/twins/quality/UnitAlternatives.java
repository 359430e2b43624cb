package dev.weft.twins.quality;

import dev.weft.priors.Units;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.measure.IncommensurableException;
import javax.measure.UnconvertibleException;
import javax.measure.Unit;
import javax.measure.UnitConverter;

/**
 * Know in which other units a signal may come by mistake, and tell which of them explains a value. Immutable.
 *
 * <p>A unit explains a value if, converted, it lies within a fifth of what was expected; where units differ by an offset, as
 * those of temperatures, within a twentieth of the way from the value to what was expected. A value that is wrong for another
 * reason is seldom so near.
 */
public final class UnitAlternatives {
    private static final double OF_EXPECTED = 0.2;
    private static final double OF_THE_WAY = 0.05;

    private static final Map<String, Unit<?>> USUAL = usual(
            "K", "°C", "Pa", "kPa", "mbar", "bar", "m", "cm", "mm", "W", "kW", "V", "mV", "A", "mA", "rad", "°",
            "rad/s", "rpm", "1/s", "1/min", "kg/s", "kg/h", "m³/s", "m³/h", "l/min", "%");

    /** Priors have few units, and finding the alternatives takes longer than all else that opens a twin's gate. */
    private static final Map<Unit<?>, UnitAlternatives> FOUND = new ConcurrentHashMap<>();

    private final List<Alternative> alternatives;

    /**
     * Name a unit and how its values are converted: v ↦ factor · v + offset.
     *
     * @param unit symbol, such as "°F"
     */
    public record Alternative(String unit, double factor, double offset) {
        /** Return a value of this unit in that of the signal. */
        public double convert(double value) {
            return factor * value + offset;
        }
    }

    private UnitAlternatives(List<Alternative> alternatives) {
        this.alternatives = List.copyOf(alternatives);
    }

    /** Find the usual units of the same dimension. */
    public static UnitAlternatives of(Unit<?> unit) {
        return FOUND.computeIfAbsent(unit, UnitAlternatives::find);
    }

    private static UnitAlternatives find(Unit<?> unit) {
        List<Alternative> found = new ArrayList<>();
        USUAL.forEach((symbol, other) -> converter(other, unit).ifPresent(converter -> {
            double offset = converter.convert(0.0);
            double factor = converter.convert(1.0) - offset;
            if (factor != 1 || offset != 0) {
                found.add(new Alternative(symbol, factor, offset));
            }
        }));
        return new UnitAlternatives(found);
    }

    private static Map<String, Unit<?>> usual(String... symbols) {
        Map<String, Unit<?>> units = new LinkedHashMap<>();
        for (String symbol : symbols) {
            units.put(symbol, Units.parse(symbol));
        }
        // What the library of units has no symbols for.
        units.put("°F", Units.KELVIN.multiply(5).divide(9).shift(459.67));
        units.put("psi", Units.PASCAL.multiply(6894.757293168));
        units.put("in", Units.METRE.multiply(0.0254));
        units.put("a plain number", Units.NUMBER);
        return Collections.unmodifiableMap(units);
    }

    private static Optional<UnitConverter> converter(Unit<?> from, Unit<?> to) {
        try {
            return Optional.of(from.getConverterToAny(to));
        } catch (IncommensurableException | UnconvertibleException e) {
            return Optional.empty();
        }
    }

    /** Return the alternatives. */
    public List<Alternative> all() {
        return alternatives;
    }

    /**
     * Find the unit that explains a value best.
     *
     * @param value as it came
     * @param expected what it should be near to, such as the last good value
     * @return the unit, empty if none explains it
     */
    public Optional<Alternative> explain(double value, double expected) {
        Optional<Alternative> best = Optional.empty();
        double least = Double.POSITIVE_INFINITY;
        for (Alternative alternative : alternatives) {
            double distance = Math.abs(alternative.convert(value) - expected);
            double allowed = alternative.offset() == 0
                    ? OF_EXPECTED * Math.abs(expected)
                    : OF_THE_WAY * Math.abs(value - expected);
            if (distance <= allowed && distance < least) {
                least = distance;
                best = Optional.of(alternative);
            }
        }
        return best;
    }
}
