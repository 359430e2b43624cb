package dev.weft.priors;

import java.util.Map;
import java.util.regex.Pattern;
import javax.measure.Unit;
import javax.measure.quantity.Dimensionless;
import tech.units.indriya.AbstractUnit;
import tech.units.indriya.format.SimpleUnitFormat;

/** Name the units that priors use, and print units. Any other unit of the Units of Measurement API may be used too. */
public final class Units {
    public static final Unit<Dimensionless> NUMBER = AbstractUnit.ONE;
    public static final Unit<?> SECOND = tech.units.indriya.unit.Units.SECOND;
    public static final Unit<?> METRE = tech.units.indriya.unit.Units.METRE;
    public static final Unit<?> KILOGRAM = tech.units.indriya.unit.Units.KILOGRAM;
    public static final Unit<?> NEWTON = tech.units.indriya.unit.Units.NEWTON;
    public static final Unit<?> WATT = tech.units.indriya.unit.Units.WATT;
    public static final Unit<?> VOLT = tech.units.indriya.unit.Units.VOLT;
    public static final Unit<?> METRE_PER_SECOND = METRE.divide(SECOND);
    public static final Unit<?> NEWTON_PER_METRE = NEWTON.divide(METRE);
    public static final Unit<?> NEWTON_SECOND_PER_METRE =
            NEWTON.multiply(SECOND).divide(METRE);
    public static final Unit<?> PER_SECOND = NUMBER.divide(SECOND);
    public static final Unit<?> JOULE = tech.units.indriya.unit.Units.JOULE;
    public static final Unit<?> RADIAN = tech.units.indriya.unit.Units.RADIAN;
    public static final Unit<?> HERTZ = tech.units.indriya.unit.Units.HERTZ;
    public static final Unit<?> KELVIN = tech.units.indriya.unit.Units.KELVIN;
    public static final Unit<?> PASCAL = tech.units.indriya.unit.Units.PASCAL;
    public static final Unit<?> PERCENT = tech.units.indriya.unit.Units.PERCENT;
    public static final Unit<?> AMPERE = tech.units.indriya.unit.Units.AMPERE;
    public static final Unit<?> OHM = tech.units.indriya.unit.Units.OHM;
    public static final Unit<?> HENRY = tech.units.indriya.unit.Units.HENRY;
    public static final Unit<?> FARAD = tech.units.indriya.unit.Units.FARAD;
    public static final Unit<?> MOLE = tech.units.indriya.unit.Units.MOLE;
    public static final Unit<?> RADIAN_PER_SECOND = RADIAN.divide(SECOND);
    public static final Unit<?> NEWTON_METRE = NEWTON.multiply(METRE);
    public static final Unit<?> NEWTON_METRE_SECOND = NEWTON_METRE.multiply(SECOND);
    public static final Unit<?> KILOGRAM_SQUARE_METRE = KILOGRAM.multiply(METRE.pow(2));
    public static final Unit<?> KILOGRAM_PER_SECOND = KILOGRAM.divide(SECOND);
    public static final Unit<?> CUBIC_METRE = METRE.pow(3);
    public static final Unit<?> CUBIC_METRE_PER_SECOND = CUBIC_METRE.divide(SECOND);
    public static final Unit<?> JOULE_PER_KELVIN = JOULE.divide(KELVIN);
    public static final Unit<?> WATT_PER_KELVIN = WATT.divide(KELVIN);
    public static final Unit<?> KELVIN_PER_WATT = KELVIN.divide(WATT);
    public static final Unit<?> SQUARE_ROOT_VOLT_PER_SECOND = VOLT.root(2).divide(SECOND);

    private static final Pattern WHOLE_POWER = Pattern.compile("\\^(\\d)(?!\\d)");

    /** What people write and the library does not read. */
    private static final Map<String, Unit<?>> COLLOQUIAL = Map.of(
            "bar", PASCAL.multiply(1e5),
            "mbar", PASCAL.multiply(100),
            "Ah", AMPERE.multiply(SECOND).multiply(3600),
            "mAh", AMPERE.multiply(SECOND).multiply(3.6),
            "kWh", JOULE.multiply(3.6e6),
            "°", RADIAN.multiply(Math.PI / 180),
            "rpm", RADIAN_PER_SECOND.multiply(Math.PI / 30),
            "1/min", PER_SECOND.divide(60));

    private static final Pattern PLAIN_POWER = Pattern.compile("(?<=\\p{L})([23])(?!\\d)");

    private Units() {}

    /**
     * Read the symbol of a unit: SI symbols with prefixes, products by · and quotients by /, also °C, h, min, d, l, %, bar,
     * Ah, kWh, ° and rpm.
     *
     * @throws IllegalArgumentException if the text is no unit
     */
    public static Unit<?> parse(String text) {
        Unit<?> colloquial = COLLOQUIAL.get(text);
        if (colloquial != null) {
            return colloquial;
        }
        try {
            return SimpleUnitFormat.getInstance()
                    .parse(PLAIN_POWER.matcher(text).replaceAll("^$1").replace("1/s", "Hz"));
        } catch (RuntimeException e) {
            // The library throws several kinds, an index out of bounds among them.
            throw new IllegalArgumentException(
                    "unit '" + text + "', expected a symbol such as kW, °C, mV, h, W/m² or N·m", e);
        }
    }

    /** Return the symbol of a unit, such as {@code N/m} or {@code √V/s}; the empty string for a plain number. */
    public static String text(Unit<?> unit) {
        if (unit.equals(NUMBER)) {
            return "";
        }
        // The library writes the root of a volt as V^1:2, and only squares and cubes with raised digits.
        String text = SimpleUnitFormat.getInstance()
                .format(unit)
                .replaceAll("([A-Za-zΩµ]+)\\^1:2", "√$1")
                .replaceAll("\\^(\\d+):(\\d+)", "^($1/$2)");
        return WHOLE_POWER.matcher(text).replaceAll(power -> {
            int digit = Integer.parseInt(power.group(1));
            return String.valueOf("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit));
        });
    }

    /** Tell whether two units measure the same kind of thing on the same scale (metre and metre, N·m and J). */
    static boolean same(Unit<?> a, Unit<?> b) {
        try {
            return a.equals(b) || a.getConverterToAny(b).isIdentity();
        } catch (javax.measure.IncommensurableException | javax.measure.UnconvertibleException e) {
            return false;
        }
    }
}
