package dev.weft.twins;

import dev.weft.sdk.adapt.FleetModels;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.filter.FilterModel;
import dev.weft.solvers.filter.FilterPlanes;
import dev.weft.solvers.filter.LaneList;
import dev.weft.solvers.fleet.LanePool;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Hold second estimates of some twins, which run on beside those in lanes: in planes of their own, where a twin gets a place
 * when it first needs one and keeps it. Twins without a second estimate cost a number each. Not thread-safe.
 */
final class SideLanes {
    private static final int NONE = -1;
    private static final int LEAST_ROOM = 16;
    private static final int BLOCK = 512;

    private final PhysicsModel like;
    private final FilterModel model;
    private final UnaryOperator<PhysicsModel> machine;
    private final boolean reads;
    private int[] places = {};
    private int[] lanes = {};
    private int used;
    private FilterPlanes now;
    private FilterPlanes next;
    private int[] due = {};
    private int count;
    private LaneList moving = new LaneList(1);
    private @Nullable LaneLook look;

    /**
     * Make room for no twin.
     *
     * @param like a model as theirs
     * @param machine what of a twin's model holds for these estimates
     * @param reads whether they take readings, or run on without
     */
    SideLanes(PhysicsModel like, FilterModel model, UnaryOperator<PhysicsModel> machine, boolean reads) {
        this.like = like;
        this.model = model;
        this.machine = machine;
        this.reads = reads;
        this.now = FilterPlanes.allocate(model, 1);
        this.next = now;
    }

    /** The filter that moves them. */
    FilterModel model() {
        return model;
    }

    /** Return the place of the twin in a lane, −1 if it never had one. */
    int place(int lane) {
        return lane < places.length ? places[lane] : NONE;
    }

    private int taken(int lane, PhysicsModel of) {
        if (lane >= places.length) {
            int known = places.length;
            places = Arrays.copyOf(places, Math.max(lane + 1, 2 * known));
            Arrays.fill(places, known, places.length, NONE);
        }
        if (places[lane] == NONE) {
            if (used == lanes.length) {
                lanes = Arrays.copyOf(lanes, Math.max(LEAST_ROOM, 2 * used));
                due = Arrays.copyOf(due, lanes.length);
                moving = new LaneList(lanes.length);
                now = now.grown(lanes.length);
                next = now.proposal();
                look = null;
            }
            FleetModels.put(now, used, machine.apply(of));
            if (now.considered().length > 0) {
                now.considered()[used] = 1;
            }
            lanes[used] = lane;
            places[lane] = used++;
        }
        return places[lane];
    }

    /** Give the twin in a lane a second estimate. */
    void put(int lane, PhysicsModel of, GaussianEstimate estimate) {
        // First, as it may replace the planes.
        int place = taken(lane, of);
        now.put(place, estimate);
    }

    /** Let the second estimate of the twin in a lane begin as a first one, which is in a lane or a place of other planes. */
    void begin(int lane, PhysicsModel of, FilterPlanes first, int at) {
        int place = taken(lane, of);
        copy(first.means(), at, now.means(), place);
        copy(first.covariances(), at, now.covariances(), place);
    }

    private static void copy(double[][] from, int at, double[][] to, int place) {
        for (int k = 0; k < from.length; k++) {
            to[k][place] = from[k][at];
        }
    }

    /** Return the second estimate of the twin in a lane, as it is or as a step proposes it. */
    GaussianEstimate get(int lane, boolean proposed) {
        int d = model.weights();
        GaussianEstimate estimate = GaussianEstimate.independent(new double[d], new double[d]);
        (proposed ? next : now).get(place(lane), estimate);
        return estimate;
    }

    /** What is known, by place. */
    FilterPlanes planes() {
        return now;
    }

    /** What a step proposes, by place. */
    FilterPlanes proposal() {
        return next;
    }

    /** Begin a step with no twin. */
    void clear() {
        count = 0;
    }

    /** Let a twin that has a second estimate take part in the step; each lane once. */
    void add(int lane) {
        due[count++] = place(lane);
    }

    /** Propose where they go over the intervals, and by the readings, that stand in the planes of the first estimates. */
    void run(LanePool pool, LaneKernels kernels, FilterPlanes first) {
        Arrays.sort(due, 0, count);
        moving.clear();
        for (int i = 0; i < count; i++) {
            moving.add(due[i]);
        }
        pool.run((count + BLOCK - 1) / BLOCK, (block, worker) -> {
            for (int i = block * BLOCK; i < Math.min(count, (block + 1) * BLOCK); i++) {
                give(first, lanes[due[i]], due[i]);
            }
        });
        kernels.step(now, next, moving);
        if (reads) {
            lookAt(pool);
        }
    }

    private void lookAt(LanePool pool) {
        LaneLook looks = look == null ? new LaneLook(like, now.lanes(), pool.workers()) : look;
        look = looks;
        pool.run(
                (used + BLOCK - 1) / BLOCK,
                (block, worker) -> looks.soundness(next, block * BLOCK, Math.min(used, (block + 1) * BLOCK), worker));
    }

    /** Tell whether what was read leaves a covariance; see {@link LaneSoundness}. */
    boolean isSound(int lane) {
        return look != null && look.soundness()[place(lane)] > 0;
    }

    private void give(FilterPlanes first, int lane, int place) {
        now.intervals()[place] = first.intervals()[lane];
        copy(first.inputs(), lane, now.inputs(), place);
        copy(first.readingInputs(), lane, now.readingInputs(), place);
        for (int k = 0; k < first.measured().length; k++) {
            now.measured()[k][place] = reads ? first.measured()[k][lane] : Double.NaN;
        }
    }

    /**
     * Take what the step proposes for the lanes that were accepted.
     *
     * @param of is told these lanes
     */
    void take(IntPredicate accepted, IntConsumer of) {
        LaneList taken = new LaneList(Math.max(1, moving.size()));
        for (int i = 0; i < moving.size(); i++) {
            if (accepted.test(lanes[moving.lane(i)])) {
                taken.add(moving.lane(i));
                of.accept(lanes[moving.lane(i)]);
            }
        }
        now.take(next, taken);
    }
}
