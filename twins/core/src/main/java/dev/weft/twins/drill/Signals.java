package dev.weft.twins.drill;

import dev.weft.priors.Input;
import dev.weft.priors.Output;
import dev.weft.priors.PhysicsPrior;
import dev.weft.twins.Reading;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.measure.Unit;

/** Name and measure the signals of a prior: its inputs, then its outputs. */
final class Signals {
    private Signals() {}

    static List<String> names(PhysicsPrior prior) {
        return Stream.concat(
                        prior.inputs().stream().map(Input::name),
                        prior.outputs().stream().map(Output::name))
                .toList();
    }

    static int indexOf(PhysicsPrior prior, String name) {
        int index = names(prior).indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("prior " + prior.name() + " has no signal " + name + ", expected one of "
                    + String.join(", ", names(prior)));
        }
        return index;
    }

    static Unit<?> unit(PhysicsPrior prior, int signal) {
        int inputs = prior.inputs().size();
        return signal < inputs
                ? prior.inputs().get(signal).unit()
                : prior.outputs().get(signal - inputs).unit();
    }

    static double value(Reading reading, int signal) {
        double[] inputs = reading.inputs();
        return signal < inputs.length ? inputs[signal] : reading.outputs()[signal - inputs.length];
    }

    /** The standard deviation of a signal over readings; NaN where it was never measured. */
    static double deviation(List<Reading> readings, int signal) {
        double[] values = readings.stream()
                .mapToDouble(r -> value(r, signal))
                .filter(Double::isFinite)
                .toArray();
        double mean = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .average()
                .orElse(Double.NaN);
        double square = IntStream.range(0, values.length)
                .mapToDouble(i -> (values[i] - mean) * (values[i] - mean))
                .average()
                .orElse(Double.NaN);
        return Math.sqrt(square);
    }
}
