package dev.weft.twins.guard;

/** Choose who answers for forecasts: the weights that adapt, or those that a person has approved. */
public enum Mode {
    /** Weights adapt beside; forecasts come from the approved ones, and nobody can approve others. */
    SHADOW("shadow"),
    /** A share of the twins adapts and serves; the others are as under {@link #APPROVE}. */
    CANARY("canary"),
    /** Weights adapt beside; forecasts come from the approved ones until a person approves the others. */
    APPROVE("approve"),
    /** Weights adapt and serve, within the policy's limits. */
    AUTO("auto");

    private final String text;

    Mode(String text) {
        this.text = text;
    }

    /** Return the name in policies. */
    public String text() {
        return text;
    }
}
