package dev.weft.twins.quality;

/**
 * Say what was wrong with one signal of a reading, or with the reading, and what was done.
 *
 * @param signal name of the signal; empty for the reading as a whole
 * @param defect what was wrong
 * @param action what was done
 * @param detail found and expected, in words: "-9999 °C, expected 0 … 50 °C"
 */
public record SignalFinding(String signal, Defect defect, Action action, String detail) {
    /** List what can be done with a value that is not as it should be. */
    public enum Action {
        /** It is taken as it is. */
        NOTED,
        /** Another value takes its place. */
        REPAIRED,
        /** It is kept from the weights. */
        REFUSED
    }

    /** Return the finding in words: "level refused: out of range (…)", "gap (…)". */
    @Override
    public String toString() {
        String done = signal.isEmpty()
                ? ""
                : switch (action) {
                    case NOTED -> signal + ": ";
                    case REPAIRED -> signal + " repaired: ";
                    case REFUSED -> signal + " refused: ";
                };
        return done + defect.text() + (detail.isEmpty() ? "" : " (" + detail + ")");
    }
}
