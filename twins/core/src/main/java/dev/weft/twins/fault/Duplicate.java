package dev.weft.twins.fault;

import dev.weft.twins.Reading;
import java.util.ArrayList;
import java.util.List;

/** Let each reading of the stretch arrive twice; the second one is the wrong one. */
public record Duplicate() implements Fault {
    @Override
    public String name() {
        return "duplicate";
    }

    @Override
    public List<Arrival> into(List<Reading> clean, Stretch stretch) {
        stretch.requireWithin(clean);
        List<Arrival> arrivals = new ArrayList<>();
        for (int row = 0; row < clean.size(); row++) {
            arrivals.add(Arrival.good(clean.get(row), row));
            if (stretch.holds(row)) {
                arrivals.add(Arrival.wrong(clean.get(row), row));
            }
        }
        return arrivals;
    }
}
