package dev.weft.twins.guard;

/** List what became of a reading, and whether the twin learned from it. */
public enum Finding {
    /** Nothing is wrong: the weights learn. */
    GOOD(true, "accepted"),
    /** The weights learn, but no further than the trust region of a reading or of the day allows. */
    LIMITED(true, "accepted, step limited by the trust region"),
    /** So many readings in a row were outliers that the machine must have changed: the twin opens up and learns. */
    REOPENED(true, "accepted after many outliers in a row: the machine has changed"),
    /** The state follows, the parameters stay: too many readings were refused of late. */
    POOR_DATA(true, "accepted for the state, learning stopped: too many readings were refused"),
    /** The state follows, the parameters stay: what the twin would believe breaks an invariant of its prior. */
    INVARIANT_BROKEN(true, "accepted for the state, learning stopped: an invariant of the prior is broken"),
    /** The state follows, the parameters stay: the twin's alarm went, and nobody has answered it. */
    ALARM(true, "accepted for the state, learning stopped: parameters are far from the approved ones"),
    /** An input is missing or not a number: nothing can be said of the time after it. */
    INPUT_MISSING(false, "refused: an input is missing or not a number"),
    /** No output was measured. */
    OUTPUT_MISSING(false, "refused: no output was measured"),
    /** Outputs were measured, and none of them is fit to learn from. */
    UNFIT(false, "refused: no output is fit to learn from"),
    /** The reading's time is missing, not after the last one, or unbelievably far ahead. */
    OUT_OF_ORDER(false, "refused: time does not go forward"),
    /** The reading came before. */
    DUPLICATE(false, "refused: the reading came before"),
    /** The reading is a twin's forecast that came back. */
    OWN_OUTPUT(false, "refused: a twin's own forecast is no reading"),
    /** The same value again and again, while the model moves away from it. */
    STUCK(false, "refused: sensor stuck"),
    /** Too far from what the model expects. */
    OUTLIER(false, "refused: outlier"),
    /** The equations have no solution from these weights and inputs. */
    NO_SOLUTION(false, "refused: the equations have no solution over the interval");

    private final boolean learned;
    private final String text;

    Finding(boolean learned, String text) {
        this.learned = learned;
        this.text = text;
    }

    /** Tell whether the weights, or the state at least, learn from such a reading. */
    public boolean learned() {
        return learned;
    }

    /** Return the finding in words. */
    public String text() {
        return text;
    }
}
