package dev.weft.twins.fault;

import dev.weft.twins.Reading;
import java.util.ArrayList;
import java.util.List;

/**
 * Let the readings of the stretch be held up: they arrive, in their order and with their own times, behind the {@code by}
 * readings that follow the stretch, or behind as many as there are. The late ones are the wrong ones.
 *
 * @param by how many readings overtake, &gt;= 1
 */
public record Late(int by) implements Fault {
    /**
     * Check the number.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Late {
        if (by < 1) {
            throw new IllegalArgumentException("by = " + by + ", expected 1 reading or more");
        }
    }

    @Override
    public String name() {
        return "late";
    }

    @Override
    public List<Arrival> into(List<Reading> clean, Stretch stretch) {
        stretch.requireWithin(clean);
        int behind = Math.min(clean.size(), stretch.end() + by);
        List<Arrival> arrivals = new ArrayList<>();
        for (int row = 0; row < clean.size(); row++) {
            if (!stretch.holds(row)) {
                arrivals.add(Arrival.good(clean.get(row), row));
            }
            if (row == behind - 1) {
                for (int held = stretch.from(); held < stretch.end(); held++) {
                    arrivals.add(Arrival.wrong(clean.get(held), held));
                }
            }
        }
        return arrivals;
    }
}
