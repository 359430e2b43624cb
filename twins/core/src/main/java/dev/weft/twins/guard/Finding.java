package dev.weft.twins.guard;

/** List what the guard can find about a reading, and whether the weights learn from it. */
public enum Finding {
    /** Nothing is wrong: the weights learn. */
    GOOD(true, "accepted"),
    /** The weights learn, but no further than the trust region allows. */
    LIMITED(true, "accepted, step limited by the trust region"),
    /** So many readings in a row were outliers that the machine must have changed: the twin opens up and learns. */
    REOPENED(true, "accepted after many outliers in a row: the machine has changed"),
    /** An input is missing or not a number: nothing can be said of the time after it. */
    INPUT_MISSING(false, "refused: an input is missing or not a number"),
    /** No output was measured. */
    OUTPUT_MISSING(false, "refused: no output was measured"),
    /** The reading's time is not after the last one. */
    OUT_OF_ORDER(false, "refused: time does not go forward"),
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

    /** Tell whether the weights learn from such a reading. */
    public boolean learned() {
        return learned;
    }

    /** Return the finding in words. */
    public String text() {
        return text;
    }
}
