package dev.weft.twins.quality;

/** List what can be wrong with a value, or with a reading as a whole. */
public enum Defect {
    /** There is no value. */
    MISSING("missing"),
    /** The value is infinite. */
    NOT_FINITE("not a finite number"),
    /** The value lies where the signal cannot be. */
    OUT_OF_RANGE("out of range"),
    /** The value moved faster than the signal can. */
    IMPOSSIBLE_RATE("impossible rate"),
    /** The value repeats exactly where the signal never does. */
    STUCK("stuck"),
    /** The value stands alone, far from those before. */
    SPIKE("spike"),
    /** The value has moved away from that of a redundant sensor. */
    DRIFT("drift against the redundant sensor"),
    /** The value fits once it is taken to be in another unit. */
    WRONG_UNIT("wrong unit"),
    /** The reading has no time. */
    NO_TIME("no time"),
    /** The reading is older than what the twin knows, by more than lateness explains. */
    TIME_BACK("time goes back"),
    /** The reading is older than what the twin knows, but not by much. */
    LATE("late"),
    /** The reading came before, with the same time and values. */
    DUPLICATE("duplicate"),
    /** The reading's time is so far ahead that one reading is not enough to believe it. */
    LEAP("time leaps ahead"),
    /** The reading comes after a long silence. */
    GAP("gap"),
    /** The reading is a twin's own forecast that came back. */
    OWN_OUTPUT("own output");

    private final String text;

    Defect(String text) {
        this.text = text;
    }

    /** Return the defect in words. */
    public String text() {
        return text;
    }
}
