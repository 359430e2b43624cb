package dev.weft.sdk.training;

/** Refuse numbers outside their bounds, in the words all settings use. */
final class Requirements {
    private Requirements() {}

    static void require(String what, double found, boolean holds, String expected) {
        if (!holds) {
            refuse(what, String.valueOf(found), expected);
        }
    }

    static void require(String what, long found, boolean holds, String expected) {
        if (!holds) {
            refuse(what, String.valueOf(found), expected);
        }
    }

    static void requireNotNegative(String what, double found) {
        require(what, found, found >= 0 && found < Double.POSITIVE_INFINITY, "a finite number >= 0");
    }

    private static void refuse(String what, String found, String expected) {
        throw new IllegalArgumentException(what + " = " + found + ", expected " + expected);
    }
}
