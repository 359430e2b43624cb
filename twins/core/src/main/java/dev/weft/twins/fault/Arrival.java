package dev.weft.twins.fault;

import dev.weft.twins.Reading;

/**
 * Hold a reading as it arrives, and what a twin must not know: whether the fault has touched it.
 *
 * @param reading what arrives
 * @param row the row of the clean readings that it comes from
 * @param wrong whether value, time, order, number or origin are not those of the clean readings
 */
public record Arrival(Reading reading, int row, boolean wrong) {
    static Arrival good(Reading reading, int row) {
        return new Arrival(reading, row, false);
    }

    static Arrival wrong(Reading reading, int row) {
        return new Arrival(reading, row, true);
    }
}
