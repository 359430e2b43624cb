package dev.weft.twins.fault;

import dev.weft.twins.Reading;
import java.util.ArrayList;
import java.util.List;

/** Let the readings of the stretch never arrive. No reading is wrong; there are fewer. */
public record Gap() implements Fault {
    @Override
    public String name() {
        return "gap";
    }

    @Override
    public List<Arrival> into(List<Reading> clean, Stretch stretch) {
        stretch.requireWithin(clean);
        List<Arrival> arrivals = new ArrayList<>();
        for (int row = 0; row < clean.size(); row++) {
            if (!stretch.holds(row)) {
                arrivals.add(Arrival.good(clean.get(row), row));
            }
        }
        return arrivals;
    }
}
