package dev.weft.sdk.data;

import java.io.IOException;

/**
 * Does something with a value and may fail on input or output.
 *
 * @param <T> the value's type
 */
@FunctionalInterface
public interface IoConsumer<T> {

    /**
     * Does it.
     *
     * @param value what to work with
     * @throws IOException if reading or writing failed
     */
    void accept(T value) throws IOException;
}
