package dev.weft.sdk.data;

import dev.weft.priors.Units;
import javax.measure.IncommensurableException;
import javax.measure.Unit;
import javax.measure.UnitConverter;

/**
 * Make the value of a signal out of what a cell holds: offset + factor · cell.
 *
 * @param factor not 0
 * @param offset in the unit of the signal
 */
public record Conversion(double factor, double offset) {
    /** Takes cells as they are. */
    public static final Conversion NONE = new Conversion(1, 0);

    /**
     * Checks the numbers.
     *
     * @throws DataException if the factor is 0 or a number is not finite
     */
    public Conversion {
        if (factor == 0 || !Double.isFinite(factor) || !Double.isFinite(offset)) {
            throw new DataException(
                    "scale = " + factor + ", offset = " + offset + ", expected finite numbers, the scale not 0");
        }
    }

    /**
     * Converts between units of the same kind, the zero of a temperature scale included.
     *
     * @param from the unit of the cells
     * @param to the unit of the signal
     * @return the conversion
     * @throws DataException if the units measure different things
     */
    public static Conversion between(Unit<?> from, Unit<?> to) {
        UnitConverter converter;
        try {
            converter = from.getConverterToAny(to);
        } catch (IncommensurableException e) {
            throw new DataException(
                    "unit '" + Units.text(from) + "' is not one of what is measured in '" + Units.text(to) + "'", e);
        }
        double zero = converter.convert(0.0);
        return new Conversion(converter.convert(1.0) - zero, zero);
    }

    /**
     * Multiplies cells before they are converted.
     *
     * @param scale the factor, not 0
     * @return the conversion of scaled cells
     * @throws DataException if the scale is 0 or not finite
     */
    public Conversion scaled(double scale) {
        return new Conversion(factor * scale, offset);
    }

    /** Converts in place; NaN stays. */
    void apply(double[] cells) {
        for (int i = 0; i < cells.length; i++) {
            cells[i] = apply(cells[i]);
        }
    }

    /** Converts a cell; NaN stays. */
    public double apply(double cell) {
        return offset + factor * cell;
    }
}
