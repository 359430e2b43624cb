package dev.weft.sdk.calibration;

import java.util.List;

/**
 * Say what to measure or move next, so that open parameters are told.
 *
 * @param kind what to do
 * @param name of the output, state or input
 * @param how a few words: "between -50 and 50 N" for an input, the accuracy for a sensor
 * @param tells names of the open parameters that would be told
 * @param gain by how much the entropy of the parameters would fall, in nats
 */
public record Advice(Kind kind, String name, String how, List<String> tells, double gain) {
    /** List what can be done. */
    public enum Kind {
        /** Measure a declared output that the data lack. */
        OUTPUT,
        /** Measure a state that no output shows. */
        STATE,
        /** Move an input that stands still. */
        INPUT
    }

    /** Copy the list. */
    public Advice {
        tells = List.copyOf(tells);
    }

    /** Return the advice as one line of text. */
    public String text() {
        String action =
                kind == Kind.INPUT ? "a measured " + name + " that moves " + how : "measuring " + name + " " + how;
        return action + " would tell " + String.join(", ", tells);
    }
}
