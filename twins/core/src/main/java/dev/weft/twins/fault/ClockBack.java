package dev.weft.twins.fault;

import dev.weft.twins.Reading;
import java.util.ArrayList;
import java.util.List;

/**
 * Let the clock of the machine be wrong over the stretch: t − seconds. Values and order stay.
 *
 * @param seconds how far back, &gt; 0
 */
public record ClockBack(double seconds) implements Fault {
    /**
     * Check the time.
     *
     * @throws IllegalArgumentException if it is not a finite number above 0
     */
    public ClockBack {
        if (!(seconds > 0) || Double.isInfinite(seconds)) {
            throw new IllegalArgumentException("seconds = " + seconds + ", expected a finite number > 0");
        }
    }

    @Override
    public String name() {
        return "time going back";
    }

    @Override
    public List<Arrival> into(List<Reading> clean, Stretch stretch) {
        stretch.requireWithin(clean);
        List<Arrival> arrivals = new ArrayList<>();
        for (int row = 0; row < clean.size(); row++) {
            Reading r = clean.get(row);
            arrivals.add(
                    stretch.holds(row)
                            ? Arrival.wrong(SignalValues.like(r, r.time() - seconds, r.inputs(), r.outputs()), row)
                            : Arrival.good(r, row));
        }
        return arrivals;
    }
}
