package dev.weft.twins.fault;

import dev.weft.twins.Reading;
import java.util.List;

/** Put one fault into a copy of readings. Implementations are immutable. */
public interface Fault {
    /** Return what people call the fault. */
    String name();

    /**
     * Return what arrives instead of readings, in the order in which it arrives.
     *
     * @param clean readings in the order of their times [N]. Not modified
     * @param stretch where the fault is, of rows that there are
     * @throws IllegalArgumentException if the readings end before the stretch does
     */
    List<Arrival> into(List<Reading> clean, Stretch stretch);
}
