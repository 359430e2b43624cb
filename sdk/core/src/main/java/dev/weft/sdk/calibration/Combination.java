package dev.weft.sdk.calibration;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Name a product of powers of parameters that the data tell, though they leave its factors open.
 *
 * @param exponents whole exponent of each parameter that takes part, in the order of declaration
 * @param value value of the product
 * @param lower lower end of its 95 % interval
 * @param upper upper end of its 95 % interval
 * @param unit its unit symbol
 */
public record Combination(Map<String, Integer> exponents, double value, double lower, double upper, String unit) {
    /** Copy the map, in its order. */
    public Combination {
        exponents = Collections.unmodifiableMap(new LinkedHashMap<>(exponents));
    }

    /** Return the product as text: {@code stiffness/mass}, {@code area·height²}, {@code 1/(gain·delay)}. */
    public String text() {
        StringBuilder above = new StringBuilder();
        StringBuilder below = new StringBuilder();
        int divisors = 0;
        for (Map.Entry<String, Integer> e : exponents.entrySet()) {
            StringBuilder side = e.getValue() > 0 ? above : below;
            divisors += e.getValue() > 0 ? 0 : 1;
            side.append(side.length() == 0 ? "" : "·").append(e.getKey()).append(power(Math.abs(e.getValue())));
        }
        String numerator = above.length() == 0 ? "1" : above.toString();
        if (divisors == 0) {
            return numerator;
        }
        return numerator + "/" + (divisors == 1 ? below : "(" + below + ")");
    }

    private static String power(int exponent) {
        return exponent == 1 ? "" : String.valueOf("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(exponent));
    }
}
