package dev.weft.twins.fault;

/**
 * Let a sensor give nothing: NaN at each reading of the stretch.
 *
 * @param signal the inputs from 0, then the outputs
 */
public record Missing(int signal) implements SensorFault {
    @Override
    public String name() {
        return "missing";
    }

    @Override
    public double shown(double clean, int i, int length, double before) {
        return Double.NaN;
    }
}
