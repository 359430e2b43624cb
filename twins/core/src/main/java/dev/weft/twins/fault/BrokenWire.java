package dev.weft.twins.fault;

/**
 * Let a device send the number by which it says that its sensor is broken, at each reading of the stretch: usually −9999.
 *
 * @param signal the inputs from 0, then the outputs
 * @param mark the number
 */
public record BrokenWire(int signal, double mark) implements SensorFault {
    @Override
    public String name() {
        return "out of range";
    }

    @Override
    public double shown(double clean, int i, int length, double before) {
        return mark;
    }
}
