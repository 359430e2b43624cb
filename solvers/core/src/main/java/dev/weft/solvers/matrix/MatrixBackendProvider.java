package dev.weft.solvers.matrix;

/**
 * Offer a backend from another module; found with {@link java.util.ServiceLoader}.
 *
 * <p>Making the provider must not fail: whatever can is left to {@link #open}.
 */
public interface MatrixBackendProvider {
    /** Return the name of the backend, known also where it cannot be opened. */
    String name();

    /**
     * Make the backend; called once a process.
     *
     * @throws UnavailableException if this machine or process lacks something the backend needs
     */
    MatrixBackend open() throws UnavailableException;

    /** Say why a backend cannot be used here. */
    final class UnavailableException extends Exception {
        /** Give the reason, in words that help to mend it. */
        public UnavailableException(String reason) {
            super(reason);
        }

        /** Give the reason and what caused it. */
        public UnavailableException(String reason, Throwable cause) {
            super(reason, cause);
        }
    }
}
