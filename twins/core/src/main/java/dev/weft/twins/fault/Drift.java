package dev.weft.twins.fault;

/**
 * Let a sensor drift away: v + by · (i + 1) / L at reading i of a stretch of L. A second sensor of the same signal, where there
 * is one, stays right.
 *
 * @param signal the inputs from 0, then the outputs
 * @param by how far at the end of the stretch, in the signal's unit
 */
public record Drift(int signal, double by) implements SensorFault {
    @Override
    public String name() {
        return "drift";
    }

    @Override
    public double shown(double clean, int i, int length, double before) {
        return clean + by * (i + 1) / length;
    }
}
