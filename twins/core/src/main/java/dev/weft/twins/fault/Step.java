package dev.weft.twins.fault;

/**
 * Let a sensor jump and stay off: v + by at each reading of the stretch. From the last good reading to the first wrong one it
 * moves at a rate that the machine may not have.
 *
 * @param signal the inputs from 0, then the outputs
 * @param by how far, in the signal's unit
 */
public record Step(int signal, double by) implements SensorFault {
    @Override
    public String name() {
        return "step";
    }

    @Override
    public double shown(double clean, int i, int length, double before) {
        return clean + by;
    }
}
