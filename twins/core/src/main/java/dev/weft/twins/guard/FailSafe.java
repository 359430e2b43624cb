package dev.weft.twins.guard;

/** Choose what a twin does when its alarm goes: see {@link Alarm}. */
public enum FailSafe {
    /** Stay with the weights as they are, and learn no more until a person says otherwise. */
    HOLD("hold"),
    /** Go back to the approved weights, and learn no more until a person says otherwise. */
    APPROVED("approved");

    private final String text;

    FailSafe(String text) {
        this.text = text;
    }

    /** Return the name in policies. */
    public String text() {
        return text;
    }
}
