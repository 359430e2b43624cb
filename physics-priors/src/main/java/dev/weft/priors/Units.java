package dev.weft.priors;

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
    public static final Unit<?> SQUARE_ROOT_VOLT_PER_SECOND = VOLT.root(2).divide(SECOND);

    private Units() {}

    /** Return the symbol of a unit, such as {@code N/m} or {@code √V/s}; the empty string for a plain number. */
    public static String text(Unit<?> unit) {
        if (unit.equals(NUMBER)) {
            return "";
        }
        // The library writes the root of a volt as V^1:2.
        return SimpleUnitFormat.getInstance()
                .format(unit)
                .replaceAll("([A-Za-zΩµ]+)\\^1:2", "√$1")
                .replaceAll("\\^(\\d+):(\\d+)", "^($1/$2)");
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
