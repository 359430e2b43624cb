package dev.weft.twins;

import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.filter.Drift;
import dev.weft.solvers.filter.FilterModel;
import dev.weft.solvers.filter.FilterPlanes;
import dev.weft.solvers.fleet.LanePool;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/**
 * Hold what runs on beside the estimates that adapt: where values repeat, a copy that has not learned from them, which tells a
 * sensor that is stuck from a machine at rest; where other weights serve, those, whose parameters are considered, and their
 * copy. Not thread-safe.
 */
final class LaneSides {
    private final PlainMemory layout;
    private final SideLanes copies;
    private final SideLanes served;
    private final SideLanes servedCopies;
    /** Outliers in a row of weights that serve; −1 where none do. */
    private double[] outliers = {};

    private boolean anyServes;
    private boolean anyRepeats;

    LaneSides(PhysicsModel like, PlainMemory layout, FilterModel filter) {
        FilterModel still = filter.withDrifts(Collections.nCopies(layout.parameters(), Drift.NONE))
                .withByLane(filter.byLane().withConsidered());
        this.layout = layout;
        this.copies = new SideLanes(like, filter, UnaryOperator.identity(), false);
        this.served = new SideLanes(like, still, LaneSides::still, true);
        this.servedCopies = new SideLanes(like, still, LaneSides::still, false);
    }

    /** What a person has approved does not wander. */
    private static PhysicsModel still(PhysicsModel model) {
        return model.withNoise(model.noise().withDrift(0));
    }

    SideLanes copies() {
        return copies;
    }

    SideLanes served() {
        return served;
    }

    SideLanes servedCopies() {
        return servedCopies;
    }

    /** Tell whether other weights serve than those that adapt. */
    boolean serves(int lane) {
        return lane < outliers.length && outliers[lane] >= 0;
    }

    /** Put what a twin has beside its first estimate into its places. */
    void put(int lane, PhysicsModel of, PlainMemory.Parts parts, Optional<GaussianEstimate> serving) {
        parts.copy().ifPresent(e -> copies.put(lane, of, e));
        serving.ifPresent(e -> served.put(lane, of, e));
        parts.servedCopy().ifPresent(e -> servedCopies.put(lane, of, e));
        if (serving.isPresent() || serves(lane)) {
            if (lane >= outliers.length) {
                int known = outliers.length;
                outliers = Arrays.copyOf(outliers, Math.max(lane + 1, 2 * known));
                Arrays.fill(outliers, known, outliers.length, -1);
            }
            outliers[lane] = serving.isPresent() ? parts.servedOutliers() : -1;
            anyServes |= serving.isPresent();
        }
    }

    /** Return the weights that serve beside those that adapt, as they are or as a step proposes them. */
    Optional<GaussianEstimate> serving(int lane, boolean proposed) {
        return serves(lane) ? Optional.of(served.get(lane, proposed)) : Optional.empty();
    }

    /** A state of the weights that serve, if the step is taken; NaN where those that adapt do. */
    double servedState(int state, int lane) {
        return serves(lane) ? served.proposal().means()[layout.parameters() + state][served.place(lane)] : Double.NaN;
    }

    /** All these states [N]; none where the weights serve that adapt. */
    double[] servedStates(int lane) {
        double[] states = new double[serves(lane) ? served.model().weights() - layout.parameters() : 0];
        Arrays.setAll(states, i -> servedState(i, lane));
        return states;
    }

    /** Return all that a twin remembers, of the numbers it has in its lane. */
    double[] memory(int lane, double[] own, boolean proposed) {
        boolean repeats = layout.hasCopy(own, 0);
        if (!repeats && !serves(lane)) {
            return own;
        }
        Numbers numbers = Numbers.writer().put(own);
        if (repeats) {
            numbers.put(copies.get(lane, proposed));
        }
        if (serves(lane)) {
            numbers.put(proposed ? 0 : outliers[lane]).put(layout.seen(own));
            if (repeats) {
                numbers.put(servedCopies.get(lane, proposed));
            }
        }
        return numbers.written();
    }

    /** Begin a step with no twin. */
    void clear() {
        copies.clear();
        served.clear();
        servedCopies.clear();
        anyRepeats = false;
    }

    /** Tell whether {@link #add} has anything to do for a twin whose values repeat, or do not. */
    boolean concerns(int lane, boolean repeats) {
        return repeats || anyServes && serves(lane);
    }

    /** Let a twin take part in a step. A copy begins with the first repetition, as the estimate it is of. */
    void add(Lanes home, int lane, boolean repeats) {
        PhysicsModel of = home.twin(lane).model();
        boolean begins = repeats && !layout.hasCopy(home.memory(lane), lane * layout.size());
        if (repeats) {
            if (begins) {
                copies.begin(lane, of, home.planes(), lane);
            }
            copies.add(lane);
            anyRepeats = true;
        }
        if (serves(lane)) {
            served.add(lane);
            if (begins) {
                servedCopies.begin(lane, of, served.planes(), served.place(lane));
            }
            if (repeats) {
                servedCopies.add(lane);
            }
        }
    }

    /** Propose where they go. */
    void run(LanePool pool, Function<FilterModel, LaneKernels> kernels, FilterPlanes first) {
        if (anyRepeats) {
            copies.run(pool, kernels.apply(copies.model()), first);
        }
        if (anyServes) {
            LaneKernels still = kernels.apply(served.model());
            served.run(pool, still, first);
            servedCopies.run(pool, still, first);
        }
    }

    /** Take what the step proposes for the lanes that were accepted. */
    void take(IntPredicate accepted) {
        if (anyRepeats) {
            copies.take(accepted, lane -> {});
        }
        if (anyServes) {
            served.take(accepted, lane -> outliers[lane] = 0);
            servedCopies.take(accepted, lane -> {});
        }
    }
}
