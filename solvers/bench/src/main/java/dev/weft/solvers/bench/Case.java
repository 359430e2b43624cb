package dev.weft.solvers.bench;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Hold what one case was and what it cost, by name; values are strings, whole numbers and doubles.
 *
 * @param values in the order in which they are to be shown
 */
public record Case(Map<String, Object> values) {
    /** Copy the values. */
    public Case {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Start a case. */
    public static Case of(String name, Object value) {
        return new Case(Map.of(name, value));
    }

    /** Return this case with one more value. */
    public Case with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Case(more);
    }

    /** Return this case with a figure, rounded to four digits: more is noise. */
    public Case measured(String name, double value) {
        return with(
                name, Double.isFinite(value) ? Double.parseDouble(String.format(Locale.ROOT, "%.3e", value)) : value);
    }

    /** Return a figure of this case. */
    double figure(String name) {
        return ((Number) Objects.requireNonNull(values.get(name), name)).doubleValue();
    }
}
