package dev.weft.twins.fault;

import dev.weft.twins.Reading;

/** Read and replace the value of one signal of a reading; signals are the inputs, then the outputs. */
final class SignalValues {
    private SignalValues() {}

    static double of(Reading reading, int signal) {
        int inputs = reading.inputs().length;
        return signal < inputs ? reading.inputs()[signal] : reading.outputs()[signal - inputs];
    }

    static Reading with(Reading reading, int signal, double value) {
        double[] inputs = reading.inputs();
        double[] outputs = reading.outputs();
        if (signal < inputs.length) {
            inputs[signal] = value;
        } else {
            outputs[signal - inputs.length] = value;
        }
        return like(reading, reading.time(), inputs, outputs);
    }

    /** Another reading with the same second sensors. */
    static Reading like(Reading reading, double time, double[] inputs, double[] outputs) {
        Reading other = new Reading(time, inputs, outputs);
        return reading.redundant().length == 0 ? other : other.withRedundant(reading.redundant());
    }
}
