package dev.weft.sdk.report;

import java.util.Objects;

/** What an axis or a colour shows, and its unit, empty for none. */
record AxisName(String label, String unit) {
    static final AxisName TIME = new AxisName("time", "s");
    static final AxisName NONE = new AxisName("", "");

    AxisName {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(unit, "unit");
    }

    /** Returns it as it is written beside an axis: "level (V)". */
    String title() {
        return unit.isEmpty() ? label : label + " (" + unit + ")";
    }
}
