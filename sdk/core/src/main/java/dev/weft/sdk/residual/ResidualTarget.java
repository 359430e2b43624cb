package dev.weft.sdk.residual;

import java.util.Locale;

/**
 * Name what an output of the network is added to, and how large it is there: s · g.
 *
 * @param kind the right-hand side of a state, or an output
 * @param name of the state or output
 * @param scale s, &gt; 0: of a state in its unit per second, of an output in its unit
 */
public record ResidualTarget(Kind kind, String name, double scale) {
    /** List what a network can be added to. */
    public enum Kind {
        /** The right-hand side of a state's equation. */
        STATE,
        /** An output. */
        OUTPUT;

        /** Return the name in files and options: "state". */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Check the scale.
     *
     * @throws IllegalArgumentException if it is not positive and finite
     */
    public ResidualTarget {
        requireScale("correction of " + name, scale);
    }

    /** Return what it is added to as people write it: {@code d(velocity)/dt}, {@code level}. */
    public String label() {
        return kind == Kind.STATE ? "d(" + name + ")/dt" : name;
    }

    static void requireScale(String what, double scale) {
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException(
                    "scale of the " + what + " = " + scale + ", expected a finite number > 0");
        }
    }
}
