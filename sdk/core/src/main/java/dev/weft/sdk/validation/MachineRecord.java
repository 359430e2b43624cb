package dev.weft.sdk.validation;

import dev.weft.solvers.estimation.MeasuredSeries;

/**
 * Hold what was recorded of a machine, and what really happened.
 *
 * @param machine the machine
 * @param measured times, inputs and noisy outputs
 * @param states x at each sample [T×N]
 * @param outputs y at each sample, without noise [T×Q]
 */
record MachineRecord(Machine machine, MeasuredSeries measured, double[][] states, double[][] outputs) {
    int length() {
        return measured.length();
    }

    /** Return this record with other measurements of the same outputs. */
    MachineRecord withMeasured(double[][] readings) {
        return new MachineRecord(machine, measured.withOutputs(readings), states, outputs);
    }

    /** Return the first samples. */
    MachineRecord first(int samples) {
        return new MachineRecord(machine, measured.slice(0, samples), states, outputs);
    }
}
