package dev.weft.twins.store;

import org.jspecify.annotations.Nullable;

/** Report that a store cannot do what was asked: what, where, and the remedy. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    private enum Kind {
        DAMAGE,
        IN_USE,
        OTHER
    }

    /** Report a problem. */
    public StoreException(String message) {
        this(message, null, Kind.OTHER);
    }

    /** Report a problem with its cause. */
    public StoreException(String message, Throwable cause) {
        this(message, cause, Kind.OTHER);
    }

    private StoreException(String message, @Nullable Throwable cause, Kind kind) {
        super(message, cause);
        this.kind = kind;
    }

    /** Return a report that what the store holds is not what was kept: damaged, or changed by somebody. */
    public static StoreException damaged(String message) {
        return new StoreException(message, null, Kind.DAMAGE);
    }

    /** Return a report that what the store holds is not what was kept: damaged, or changed by somebody. */
    public static StoreException damaged(String message, Throwable cause) {
        return new StoreException(message, cause, Kind.DAMAGE);
    }

    /** Tell whether what the store holds is not what was kept, as opposed to a lock, a full disk or a wrong call. */
    public boolean isDamage() {
        return kind == Kind.DAMAGE;
    }

    /** Return a report that another one writes to the store. */
    public static StoreException inUse(String message, @Nullable Throwable cause) {
        return new StoreException(message, cause, Kind.IN_USE);
    }

    /** Tell whether another one writes to the store: it may be asked instead, see {@link Requests}. */
    public boolean isInUse() {
        return kind == Kind.IN_USE;
    }
}
