package dev.weft.twins.drill;

import dev.weft.twins.Prediction;
import dev.weft.twins.fault.BrokenWire;
import dev.weft.twins.fault.ClockBack;
import dev.weft.twins.fault.Drift;
import dev.weft.twins.fault.Duplicate;
import dev.weft.twins.fault.Fault;
import dev.weft.twins.fault.Gap;
import dev.weft.twins.fault.Late;
import dev.weft.twins.fault.Missing;
import dev.weft.twins.fault.NotANumber;
import dev.weft.twins.fault.OwnOutput;
import dev.weft.twins.fault.Spikes;
import dev.weft.twins.fault.Step;
import dev.weft.twins.fault.Stuck;
import dev.weft.twins.fault.WrongUnit;
import dev.weft.twins.quality.UnitAlternatives;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.measure.Unit;

/** Make the faults of a kind, as large as the signal they are put into asks for. */
final class DrillFaults {
    /** How many readings overtake those that are late. */
    static final int OVERTAKING = 5;

    private static final double BROKEN = -9999;
    /** Behind the hundred intervals within which a reading counts as late. */
    private static final double INTERVALS_BACK = 150;

    private final int signal;
    private final double by;
    private final double interval;
    private final UnitAlternatives units;

    /**
     * Make faults of a signal.
     *
     * @param by how far steps, spikes and drifts go, in its unit
     * @param interval usual time between readings [s]
     */
    DrillFaults(int signal, Unit<?> unit, double by, double interval) {
        this.signal = signal;
        this.by = by;
        this.interval = interval;
        this.units = UnitAlternatives.of(unit);
    }

    /** The faults of a kind; none where the signal's unit has no other. */
    List<Fault> of(FaultKind kind, Supplier<Prediction> forecast) {
        return switch (kind) {
            case MISSING -> List.of(new Missing(signal));
            case NOT_A_NUMBER -> List.of(new NotANumber(signal));
            case OUT_OF_RANGE -> List.of(new BrokenWire(signal, BROKEN));
            case STEP -> List.of(new Step(signal, by));
            case STUCK -> List.of(new Stuck(signal));
            case SPIKES -> List.of(new Spikes(signal, by));
            case DRIFT, DRIFT_BESIDE_SECOND -> List.of(new Drift(signal, by));
            case WRONG_UNIT ->
                units.all().stream()
                        .flatMap(unit -> Stream.<Fault>of(new WrongUnit(signal, unit)))
                        .toList();
            case TIME_BACK -> List.of(new ClockBack(INTERVALS_BACK * interval));
            case DUPLICATE -> List.of(new Duplicate());
            case LATE -> List.of(new Late(OVERTAKING));
            case GAP -> List.of(new Gap());
            case OWN_OUTPUT -> List.of(new OwnOutput(forecast.get(), true));
            case OWN_OUTPUT_UNMARKED -> List.of(new OwnOutput(forecast.get(), false));
        };
    }
}
