package dev.weft.twins.fault;

/**
 * Let single values stand out: the first reading of the stretch and every fifth after it is off by {@code by}, up and down in
 * turn; those between are good.
 *
 * @param signal the inputs from 0, then the outputs
 * @param by how far, in the signal's unit
 */
public record Spikes(int signal, double by) implements SensorFault {
    private static final int EVERY = 5;

    @Override
    public String name() {
        return "spikes";
    }

    @Override
    public double shown(double clean, int i, int length, double before) {
        if (i % EVERY != 0) {
            return clean;
        }
        return i / EVERY % 2 == 0 ? clean + by : clean - by;
    }
}
