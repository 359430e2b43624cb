package dev.weft.twins;

import dev.weft.sdk.data.DataException;
import dev.weft.twins.guard.PolicyJson;
import dev.weft.twins.store.Request;
import dev.weft.twins.store.Requests;
import dev.weft.twins.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Do what people ask of the twins of a fleet while it runs: a fleet is the only one that writes to its store, and somebody has
 * to approve all the same. Each decision is an entry of the ledger as if it had been made here.
 *
 * <p>May be called from a thread of its own: it takes the fleet's lock for each decision. Cost: a look into the store.
 */
public final class RequestDesk {
    private final Fleet fleet;
    private final Requests requests;
    private final Clock clock;

    /** Work for a fleet, whose store has the requests. */
    public RequestDesk(Fleet fleet, Requests requests, Clock clock) {
        this.fleet = fleet;
        this.requests = requests;
        this.clock = clock;
    }

    /**
     * Do what was asked for since the last time, and answer.
     *
     * @return how many requests there were
     * @throws StoreException if the store cannot be read or written to; what was taken and not answered is not done again
     */
    public int work() {
        Map<Long, Request> taken = requests.take();
        taken.forEach((number, request) -> requests.answer(number, answer(request), clock.instant()));
        return taken.size();
    }

    private Request.Answer answer(Request request) {
        Duration age = Duration.between(request.askedAt(), clock.instant());
        if (age.abs().toSeconds() > Request.MOST_SECONDS) {
            return refusal("it was asked for at " + request.askedAt() + ", and taken at " + clock.instant()
                    + ", expected " + Request.MOST_SECONDS + " s later at most; ask again");
        }
        Optional<Twin> twin = fleet.find(request.twin());
        if (twin.isEmpty()) {
            return refusal("there is no twin " + request.twin() + " in the fleet that runs");
        }
        try {
            return new Request.Answer(true, decide(twin.get(), request), "");
        } catch (IllegalArgumentException | DataException | StoreException e) {
            return refusal(String.valueOf(e.getMessage()));
        }
    }

    private static Request.Answer refusal(String why) {
        return new Request.Answer(false, -1, why);
    }

    private static long decide(Twin twin, Request request) {
        String person = request.person();
        String reason = request.reason();
        return switch (request.kind()) {
            case APPROVE -> twin.approve(person, reason);
            case REJECT -> twin.reject(person, reason);
            case ROLL_BACK -> twin.rollback(Long.parseLong(request.argument()), person, reason);
            case FORK -> {
                twin.fork(request.argument(), person, reason);
                yield twin.version();
            }
            case GOVERN ->
                twin.govern(PolicyJson.read("the policy that was asked for", request.argument()), person, reason);
        };
    }
}
