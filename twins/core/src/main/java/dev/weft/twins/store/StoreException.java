package dev.weft.twins.store;

/** Report that a store cannot do what was asked: what, where, and the remedy. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Report a problem. */
    public StoreException(String message) {
        super(message);
    }

    /** Report a problem with its cause. */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
