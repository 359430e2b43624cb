package dev.weft.twins.drill;

/** List the kinds of faults that a drill can put into measured data. */
public enum FaultKind {
    /** The sensor gives nothing: {@link dev.weft.twins.fault.Missing}. */
    MISSING("missing"),
    /** Infinite values and NaN: {@link dev.weft.twins.fault.NotANumber}. */
    NOT_A_NUMBER("not-a-number"),
    /** −9999: {@link dev.weft.twins.fault.BrokenWire}. */
    OUT_OF_RANGE("out-of-range"),
    /** A jump by the size of the drill: {@link dev.weft.twins.fault.Step}. */
    STEP("step"),
    /** One value again and again: {@link dev.weft.twins.fault.Stuck}. */
    STUCK("stuck"),
    /** Single values off by the size of the drill: {@link dev.weft.twins.fault.Spikes}. */
    SPIKES("spikes"),
    /** Away by the size of the drill, slowly: {@link dev.weft.twins.fault.Drift}. */
    DRIFT("drift"),
    /** The same beside a second sensor that stays right, of which the gate knows. */
    DRIFT_BESIDE_SECOND("drift-beside-second"),
    /** Each usual unit of the same quantity: {@link dev.weft.twins.fault.WrongUnit}. */
    WRONG_UNIT("wrong-unit"),
    /** Times 150 usual intervals too early: {@link dev.weft.twins.fault.ClockBack}. */
    TIME_BACK("time-back"),
    /** Each reading twice: {@link dev.weft.twins.fault.Duplicate}. */
    DUPLICATE("duplicate"),
    /** Readings that five later ones overtake: {@link dev.weft.twins.fault.Late}. */
    LATE("late"),
    /** No readings at all: {@link dev.weft.twins.fault.Gap}. */
    GAP("gap"),
    /** The twin's forecast as readings, with its mark: {@link dev.weft.twins.fault.OwnOutput}. */
    OWN_OUTPUT("own-output"),
    /** The same, the mark lost on the way. */
    OWN_OUTPUT_UNMARKED("own-output-unmarked");

    private final String text;

    FaultKind(String text) {
        this.text = text;
    }

    /** Return the name on the command line. */
    public String text() {
        return text;
    }
}
