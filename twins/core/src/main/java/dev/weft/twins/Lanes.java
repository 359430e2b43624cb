package dev.weft.twins;

import dev.weft.sdk.adapt.FleetModels;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.filter.FilterModel;
import dev.weft.solvers.filter.FilterPlanes;
import dev.weft.solvers.filter.LaneList;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.guard.PolicyJson;
import dev.weft.twins.ledger.TwinSnapshot;
import dev.weft.twins.quality.QualityGate;
import dev.weft.twins.store.TwinRecord;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hold twins of one kind in lanes: what they know, and what they remember, in planes of numbers, and {@link LaneSides} beside
 * them. A twin that is in an unusual condition, as after an alarm, is held as its snapshot instead.
 *
 * <p>Memory: some 16 (D² + 3 D) + 16 L bytes a twin, L being the numbers of {@link PlainMemory}, with D = 5 weights and two
 * signals 1.6 KB; as much as a lane's planes again for what it has beside. Not thread-safe: whoever uses lanes locks them.
 */
final class Lanes {
    private final PhysicsModel like;
    private final Supplier<Optional<FilterModel>> filter;
    private final PlainMemory layout;
    private final int d;
    private final int m;
    private final int k;
    private final int q;
    private final Map<Rules, QualityGate> gates = new HashMap<>();
    private final Map<Policy, String> hashes = new ConcurrentHashMap<>();
    private boolean begun;
    private @Nullable FilterModel model;
    private int size;
    private int room;
    private @Nullable FilterPlanes now;
    private @Nullable FilterPlanes next;
    private @Nullable TwinRecord[] twins = {};
    private Policy[] policies = {};
    private QualityGate[] gateOf = {};
    private @Nullable TwinSnapshot[] unusual = {};
    private @Nullable LaneSides sides;
    private long[] versions = {};
    private double[] times = {};
    private long[] heard = {};
    private double[] forgetsAfter = {};
    private double[][] approvedMeans;
    private double[][] approvedDeviations;
    /** Two memories of each lane: one is the present one, the other takes what a step proposes. */
    private double[][] memories = {{}, {}};

    private byte[] present = {};

    /** What decides on the rules of signals. */
    private record Rules(Policy policy, double interval) {}

    /**
     * Make lanes for twins alike, none yet.
     *
     * @param like a model as theirs: of the same prior, with the same {@link LaneModels}
     * @param filter what compiled kernels would estimate; asked when the first twin moves, empty if none can
     */
    Lanes(PhysicsModel like, Supplier<Optional<FilterModel>> filter) {
        this.like = like;
        this.filter = filter;
        this.d = like.layout().size();
        this.m = like.layout().parameterCount();
        this.k = like.prior().inputs().size();
        this.q = like.prior().outputs().size();
        int numbers = gate(like, Policy.standard()).memorySize();
        this.layout = new PlainMemory(numbers, m, q);
        this.approvedMeans = new double[m][0];
        this.approvedDeviations = new double[m][0];
    }

    private QualityGate gate(PhysicsModel model, Policy policy) {
        return gates.computeIfAbsent(
                new Rules(policy, model.samplingInterval()), rules -> LiveWeights.gate(model, policy));
    }

    /** Return a model as those of the twins. */
    PhysicsModel like() {
        return like;
    }

    /** Move twins into planes, if compiled kernels can move them. Until then, and else, each is held as its snapshot. */
    Optional<FilterModel> begin() {
        if (!begun) {
            begun = true;
            FilterModel found = filter.get().orElse(null);
            model = found;
            if (found != null) {
                sides = new LaneSides(like, layout, found);
            }
            if (found != null && room > 0) {
                allocate(found);
                for (int lane = 0; lane < size; lane++) {
                    if (isTaken(lane)) {
                        FleetModels.put(planes(), lane, twin(lane).model());
                        put(lane, versions[lane], snapshot(lane));
                    }
                }
            }
        }
        return Optional.ofNullable(model);
    }

    /** Return the number of lanes, up to the last that has a twin. */
    int size() {
        return size;
    }

    /** Return how many lanes there are planes for. */
    int room() {
        return room;
    }

    PlainMemory layout() {
        return layout;
    }

    /** Put a twin into a lane of its own: one behind all that are taken, or one between them that nobody has. */
    void seat(
            int lane, TwinRecord twin, Policy policy, long version, TwinSnapshot snapshot, GaussianEstimate approved) {
        if (lane >= room) {
            grow(Math.max(lane + 1, 2 * room));
        }
        size = Math.max(size, lane + 1);
        twins[lane] = twin;
        if (now != null) {
            FleetModels.put(now, lane, twin.model());
        }
        put(lane, policy, version, snapshot, approved);
    }

    /** Tell whether a lane has a twin. */
    boolean isTaken(int lane) {
        return lane < size && twins[lane] != null;
    }

    private void grow(int lanes) {
        twins = Arrays.copyOf(twins, lanes);
        policies = Arrays.copyOf(policies, lanes);
        gateOf = Arrays.copyOf(gateOf, lanes);
        unusual = Arrays.copyOf(unusual, lanes);
        versions = Arrays.copyOf(versions, lanes);
        times = Arrays.copyOf(times, lanes);
        heard = Arrays.copyOf(heard, lanes);
        forgetsAfter = Arrays.copyOf(forgetsAfter, lanes);
        present = Arrays.copyOf(present, lanes);
        approvedMeans = grown(approvedMeans, lanes);
        approvedDeviations = grown(approvedDeviations, lanes);
        memories = grown(memories, lanes * layout.size());
        room = lanes;
        if (model != null) {
            allocate(model);
        }
    }

    private void allocate(FilterModel of) {
        FilterPlanes smaller = now;
        FilterPlanes larger = smaller == null ? FilterPlanes.allocate(of, room) : smaller.grown(room);
        now = larger;
        next = larger.proposal();
    }

    private static double[][] grown(double[][] planes, int length) {
        return Arrays.stream(planes).map(plane -> Arrays.copyOf(plane, length)).toArray(double[][]::new);
    }

    /** Set a twin to a snapshot, under a policy, with approved weights. */
    void put(int lane, Policy policy, long version, TwinSnapshot snapshot, GaussianEstimate approved) {
        policies[lane] = policy;
        gateOf[lane] = gate(twin(lane).model(), policy);
        forgetsAfter[lane] =
                policy.learning().forgetAfter() * twin(lane).model().samplingInterval();
        for (int j = 0; j < m; j++) {
            approvedMeans[j][lane] = approved.mean()[j];
            approvedDeviations[j][lane] = approved.standardDeviation(j);
        }
        put(lane, version, snapshot);
    }

    /** Set a twin to a snapshot. */
    void put(int lane, long version, TwinSnapshot snapshot) {
        versions[lane] = version;
        times[lane] = snapshot.time();
        FilterPlanes planes = now;
        LaneSides beside = sides;
        unusual[lane] = snapshot;
        if (planes == null || beside == null || !isPlain(lane, snapshot)) {
            return;
        }
        layout.parts(snapshot).ifPresent(parts -> {
            unusual[lane] = null;
            planes.put(lane, snapshot.estimate());
            double[] u = snapshot.inputs();
            for (int i = 0; i < k; i++) {
                planes.inputs()[i][lane] = u[i];
            }
            System.arraycopy(snapshot.memory(), 0, memory(lane), lane * layout.size(), layout.size());
            beside.put(lane, twin(lane).model(), parts, snapshot.serving());
        });
    }

    /** Whether there was a reading, and other weights serve where the policy says so. */
    private boolean isPlain(int lane, TwinSnapshot snapshot) {
        return !Double.isNaN(snapshot.time())
                && snapshot.serving().isEmpty()
                        == policies[lane].servesAdapting(twin(lane).id());
    }

    /** Return what a twin knows, as a copy. */
    TwinSnapshot snapshot(int lane) {
        TwinSnapshot held = unusual[lane];
        return held != null ? held : snapshot(lane, times[lane], inputs(lane), planes(), memory(lane), false);
    }

    /** Return what a twin will know if what a step proposes is taken, at a time, with inputs. */
    TwinSnapshot proposed(int lane, double time, double[] u) {
        return snapshot(lane, time, u, proposal(), proposedMemory(lane), true);
    }

    private TwinSnapshot snapshot(
            int lane, double time, double[] u, FilterPlanes planes, double[] memories, boolean proposed) {
        GaussianEstimate estimate = GaussianEstimate.independent(new double[d], new double[d]);
        planes.get(lane, estimate);
        double[] own = Arrays.copyOfRange(memories, lane * layout.size(), (lane + 1) * layout.size());
        return new TwinSnapshot(
                time, u, estimate, sides().serving(lane, proposed), sides().memory(lane, own, proposed));
    }

    /** What runs on beside the estimates in the planes. */
    LaneSides sides() {
        LaneSides beside = sides;
        if (beside == null) {
            throw noPlanes();
        }
        return beside;
    }

    private IllegalStateException noPlanes() {
        return new IllegalStateException(
                "lanes of prior " + like.prior().name() + " have no planes, expected a filter");
    }

    /** Return the inputs that hold since the last reading, as a copy. */
    double[] inputs(int lane) {
        return Arrays.stream(planes().inputs())
                .mapToDouble(plane -> plane[lane])
                .toArray();
    }

    /** Return the planes with what the twins know. */
    FilterPlanes planes() {
        FilterPlanes planes = now;
        if (planes == null) {
            throw noPlanes();
        }
        return planes;
    }

    /** Return the planes for what a step proposes. */
    FilterPlanes proposal() {
        FilterPlanes planes = next;
        if (planes == null) {
            throw noPlanes();
        }
        return planes;
    }

    /** Tell whether a twin's numbers stand in the planes. */
    boolean isUsual(int lane) {
        return unusual[lane] == null;
    }

    /** The array that holds what a twin remembers, from lane · size on. */
    double[] memory(int lane) {
        return memories[present[lane]];
    }

    /** The array that takes what a twin will remember if a step is taken. */
    double[] proposedMemory(int lane) {
        return memories[1 - present[lane]];
    }

    TwinRecord twin(int lane) {
        TwinRecord twin = twins[lane];
        if (twin == null) {
            throw new IllegalStateException("lane " + lane + " has no twin, expected one of 0 … " + (size - 1));
        }
        return twin;
    }

    Policy policy(int lane) {
        return policies[lane];
    }

    /** The SHA-256 of the text of the policy that holds, in hex. */
    String policyHash(int lane) {
        return hashes.computeIfAbsent(policies[lane], PolicyJson::hash);
    }

    QualityGate gate(int lane) {
        return gateOf[lane];
    }

    long version(int lane) {
        return versions[lane];
    }

    double time(int lane) {
        return times[lane];
    }

    /** System time of a twin's newest reading, in milliseconds. */
    long heardAt(int lane) {
        return heard[lane];
    }

    void heard(int lane, long atMillis) {
        heard[lane] = atMillis;
    }

    /** After so many seconds without a reading the state may be anywhere. */
    double forgetsAfter(int lane) {
        return forgetsAfter[lane];
    }

    double approvedMean(int j, int lane) {
        return approvedMeans[j][lane];
    }

    double approvedDeviation(int j, int lane) {
        return approvedDeviations[j][lane];
    }

    /** The lanes that are not listed. */
    private LaneList others(LaneList lanes) {
        LaneList others = new LaneList(Math.max(1, size - lanes.size()));
        int lane = 0;
        for (int i = 0; i <= lanes.size(); i++) {
            int end = i < lanes.size() ? lanes.lane(i) : size;
            while (lane < end) {
                others.add(lane++);
            }
            lane = end + 1;
        }
        return others;
    }

    /** Take what a step proposes for some lanes. */
    void take(LaneList lanes, double[] time, double[][] inputs) {
        FilterPlanes before = planes();
        FilterPlanes planes = proposal();
        if (2 * lanes.size() > size) {
            // Less to copy the other way round: the planes change their roles, and lanes that stay are brought along.
            now = planes;
            next = before;
            planes.take(before, others(lanes));
        } else {
            before.take(planes, lanes);
            planes = before;
        }
        for (int i = 0; i < lanes.size(); i++) {
            int lane = lanes.lane(i);
            times[lane] = time[lane];
            versions[lane]++;
            present[lane] ^= 1;
        }
        for (int j = 0; j < k; j++) {
            for (int i = 0; i < lanes.size(); i++) {
                planes.inputs()[j][lanes.lane(i)] = inputs[j][lanes.lane(i)];
            }
        }
    }
}
