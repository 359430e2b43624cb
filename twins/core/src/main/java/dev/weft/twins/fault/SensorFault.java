package dev.weft.twins.fault;

import dev.weft.twins.Reading;
import java.util.ArrayList;
import java.util.List;

/**
 * Put other values in the place of one signal's. Times, the other signals and second sensors stay. Readings whose value is the
 * same as before, bit by bit, do not count as wrong.
 */
public interface SensorFault extends Fault {
    /** Return which signal: the inputs of the prior from 0, then its outputs. */
    int signal();

    /**
     * Return the value that the sensor shows.
     *
     * @param clean what was measured
     * @param i place within the stretch, from 0
     * @param length of the stretch
     * @param before what was measured just before the stretch
     */
    double shown(double clean, int i, int length, double before);

    @Override
    default List<Arrival> into(List<Reading> clean, Stretch stretch) {
        stretch.requireWithin(clean);
        double before = SignalValues.of(clean.get(stretch.from() - 1), signal());
        List<Arrival> arrivals = new ArrayList<>();
        for (int row = 0; row < clean.size(); row++) {
            Reading reading = clean.get(row);
            if (!stretch.holds(row)) {
                arrivals.add(Arrival.good(reading, row));
                continue;
            }
            double value = SignalValues.of(reading, signal());
            double shown = shown(value, row - stretch.from(), stretch.length(), before);
            boolean same = Double.doubleToRawLongBits(shown) == Double.doubleToRawLongBits(value);
            arrivals.add(
                    same
                            ? Arrival.good(reading, row)
                            : Arrival.wrong(SignalValues.with(reading, signal(), shown), row));
        }
        return arrivals;
    }
}
