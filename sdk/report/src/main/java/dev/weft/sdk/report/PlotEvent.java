package dev.weft.sdk.report;

import java.util.Objects;

/** An instant to be marked, and the few words beside it. */
record PlotEvent(double time, String label) {
    PlotEvent {
        Objects.requireNonNull(label, "label");
        if (!Double.isFinite(time)) {
            throw new IllegalArgumentException(
                    "time of event \"" + label + "\" = " + time + ", expected a finite number");
        }
    }
}
