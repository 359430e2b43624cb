package dev.weft.twins.fault;

/**
 * Let a device compute nonsense: in turn +∞, −∞ and a NaN whose bits carry something.
 *
 * @param signal the inputs from 0, then the outputs
 */
public record NotANumber(int signal) implements SensorFault {
    private static final double LOADED = Double.longBitsToDouble(0x7ff8_0000_dead_beefL);

    @Override
    public String name() {
        return "not a number";
    }

    @Override
    public double shown(double clean, int i, int length, double before) {
        return switch (i % 3) {
            case 0 -> Double.POSITIVE_INFINITY;
            case 1 -> Double.NEGATIVE_INFINITY;
            default -> LOADED;
        };
    }
}
