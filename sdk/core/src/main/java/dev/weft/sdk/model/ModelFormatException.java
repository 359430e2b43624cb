package dev.weft.sdk.model;

/** Report that a file is not a model that can be loaded: what was found and what was expected. */
public final class ModelFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ModelFormatException(String message) {
        super(message);
    }

    ModelFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
