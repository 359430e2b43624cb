package dev.weft.sdk.warp;

import java.util.Locale;

/**
 * List what may drive the recurrence θ_{t+1} = A θ_t + B u_t, where w_t are the signals, the inputs, and τ_t if there is
 * a time channel. Behind the context the signals of w_t are the model's own predictions.
 *
 * <p>A signal that was not measured is held at its last value, 0 in normalised units before there is any. Then {@link
 * #DIFFERENCES} are 0 and do not move θ; {@link #VALUES} go on moving it.
 */
public enum Drive {
    /** u_t = w_t − w_{t−1}, u_0 = 0: only changes count. */
    DIFFERENCES,
    /** u_t = w_t, u_0 = w_0: the level counts at every step. */
    VALUES;

    /** Return the name in files: "differences". */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
