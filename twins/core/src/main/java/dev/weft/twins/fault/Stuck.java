package dev.weft.twins.fault;

/**
 * Let a sensor stick: the value measured just before the stretch, at each of its readings.
 *
 * @param signal the inputs from 0, then the outputs
 */
public record Stuck(int signal) implements SensorFault {
    @Override
    public String name() {
        return "stuck";
    }

    @Override
    public double shown(double clean, int i, int length, double before) {
        return before;
    }
}
