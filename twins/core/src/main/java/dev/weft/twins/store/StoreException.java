package dev.weft.twins.store;

import org.jspecify.annotations.Nullable;

/** Report that a store cannot do what was asked: what, where, and the remedy. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean damage;

    /** Report a problem. */
    public StoreException(String message) {
        this(message, null, false);
    }

    /** Report a problem with its cause. */
    public StoreException(String message, Throwable cause) {
        this(message, cause, false);
    }

    private StoreException(String message, @Nullable Throwable cause, boolean damage) {
        super(message, cause);
        this.damage = damage;
    }

    /** Return a report that what the store holds is not what was kept: damaged, or changed by somebody. */
    public static StoreException damaged(String message) {
        return new StoreException(message, null, true);
    }

    /** Return a report that what the store holds is not what was kept: damaged, or changed by somebody. */
    public static StoreException damaged(String message, Throwable cause) {
        return new StoreException(message, cause, true);
    }

    /** Tell whether what the store holds is not what was kept, as opposed to a lock, a full disk or a wrong call. */
    public boolean isDamage() {
        return damage;
    }
}
