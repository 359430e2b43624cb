package dev.weft.twins;

import java.util.Arrays;
import java.util.List;

/**
 * Hold a reading of each of some twins of one prior, in columns, to be filled anew for each update: what {@link
 * Fleet#update(FleetReadings)} takes. A reading that is all NaN, its time included, is no reading: that twin stays.
 *
 * <p>Memory: 8 (2 + K + Q) bytes a twin. Not thread-safe.
 */
public final class FleetReadings {
    private final Twin[] twins;
    private final int[] lanes;
    private final double[] times;
    private final double[][] inputs;
    private final double[][] outputs;
    private final Input input = new Input();

    /** Make columns of NaN for twins of one set of lanes. */
    FleetReadings(List<Twin> twins, int inputs, int outputs) {
        this.twins = twins.toArray(Twin[]::new);
        this.lanes = twins.stream().mapToInt(Twin::lane).toArray();
        this.times = new double[this.twins.length];
        this.inputs = new double[inputs][this.twins.length];
        this.outputs = new double[outputs][this.twins.length];
        clear();
    }

    /** Return the twins, in the order of the columns. */
    public List<Twin> twins() {
        return List.of(twins);
    }

    /** Return the event times, in seconds on the clock of each machine [L], live. */
    public double[] times() {
        return times;
    }

    /** Return the inputs at these moments [K×L], live. */
    public double[][] inputs() {
        return inputs;
    }

    /** Return the measured outputs, NaN where missing [Q×L], live. */
    public double[][] outputs() {
        return outputs;
    }

    /** Fill all columns with NaN: no readings. */
    public void clear() {
        Arrays.fill(times, Double.NaN);
        for (double[] column : inputs) {
            Arrays.fill(column, Double.NaN);
        }
        for (double[] column : outputs) {
            Arrays.fill(column, Double.NaN);
        }
    }

    /** Return these readings for a round; live. */
    RoundInput input() {
        return input;
    }

    private static double[] at(double[][] columns, int i) {
        return Arrays.stream(columns).mapToDouble(column -> column[i]).toArray();
    }

    private static boolean isAny(double[][] columns, int i) {
        for (double[] column : columns) {
            if (!Double.isNaN(column[i])) {
                return true;
            }
        }
        return false;
    }

    private final class Input implements RoundInput {
        @Override
        public int size() {
            return twins.length;
        }

        @Override
        public Twin twin(int i) {
            return twins[i];
        }

        @Override
        public int lane(int i) {
            return lanes[i];
        }

        @Override
        public Reading reading(int i) {
            return new Reading(times[i], at(inputs, i), at(outputs, i));
        }

        @Override
        public boolean isThere(int i) {
            return !Double.isNaN(times[i]) || isAny(inputs, i) || isAny(outputs, i);
        }

        @Override
        public boolean isPlain(int i) {
            return true;
        }

        @Override
        public void addTo(LaneStep step, int i) {
            step.add(lanes[i], times[i], inputs, outputs, i);
        }
    }
}
