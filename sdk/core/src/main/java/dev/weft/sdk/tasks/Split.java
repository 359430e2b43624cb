package dev.weft.sdk.tasks;

import java.util.Locale;

/** List the parts of a task's data. */
public enum Split {
    /** To train on. */
    TRAIN,
    /** To choose settings and to stop by; only some tasks have it. */
    VALIDATION,
    /** To score on, once. */
    TEST;

    /** Return the name in files: "train". */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
