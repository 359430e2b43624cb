package dev.weft.twins.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Pass decisions to the one process that writes to a store, and its answers back. A request is taken once at most: should the
 * process end between taking it and answering, it is not done again, and has no answer. Thread-safe.
 */
public interface Requests {
    /**
     * Ask.
     *
     * @return the number of the request
     * @throws StoreException if too many wait already, or the store cannot be written to
     */
    long ask(Request request);

    /**
     * Take a request back that nobody has taken yet.
     *
     * @return whether it was taken back; else it is being answered, or was
     */
    boolean withdraw(long number);

    /** Return what became of a request; empty until it is answered. */
    Optional<Request.Answer> answer(long number);

    /**
     * Take all requests that wait, the oldest first. Only for the process that writes.
     *
     * @throws StoreException if the store is not open for writing
     */
    Map<Long, Request> take();

    /**
     * Answer a request that was taken, and forget answers that are older than a day.
     *
     * @throws StoreException if the store is not open for writing
     */
    void answer(long number, Request.Answer answer, Instant at);
}
