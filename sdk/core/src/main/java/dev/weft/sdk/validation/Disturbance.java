package dev.weft.sdk.validation;

/** List what may go wrong with a record, beside the white noise of its sensors. */
public enum Disturbance {
    /** The sensors' own noise and nothing else: what the others are compared with. */
    WHITE("white noise", "the sensors' noise as declared"),
    /** The same noise, but each value hangs together with the one before. */
    COLOURED("coloured noise", "as much noise, correlated by 0.95 from sample to sample"),
    /** Now and then a reading is nonsense. */
    OUTLIERS("outliers", "1 of 20 readings is off by 20 standard deviations"),
    /** Readings are rounded. */
    QUANTISED("quantised", "readings rounded to 4 standard deviations"),
    /** Readings are missing. */
    DROPOUT("dropout", "3 of 10 readings are missing"),
    /** The machine begins far from where it usually does. */
    WRONG_START("wrong start", "states begin two of their spreads away"),
    /** Something pushes that the equations do not know. */
    UNMODELLED("unmodelled push", "every state is pushed by 0.2 % of its spread from sample to sample");

    private final String words;
    private final String meaning;

    Disturbance(String words, String meaning) {
        this.words = words;
        this.meaning = meaning;
    }

    /** Return its name in words. */
    public String words() {
        return words;
    }

    /** Return what is done, in words. */
    public String meaning() {
        return meaning;
    }

    /** Return its name in JSON. */
    public String id() {
        return words.replace(' ', '-');
    }
}
