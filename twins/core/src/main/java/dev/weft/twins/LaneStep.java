package dev.weft.twins;

import dev.weft.solvers.filter.FilterModel;
import dev.weft.solvers.filter.FilterPlanes;
import dev.weft.solvers.filter.LaneList;
import dev.weft.solvers.fleet.LanePool;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.ledger.Observation;
import dev.weft.twins.ledger.TwinSnapshot;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Move twins of one set of lanes by a reading each, as a proposal: gate, filter, guard. Twins of whose reading there is
 * anything to say are left to {@link LiveWeights}. Holds scratch; not thread-safe.
 *
 * <p>Cost: a step of the compiled filter, and some 300 operations of the gate and the guard; some kilobytes are allocated a step, nothing
 * a lane. What a lane computes depends neither on its place nor on the number of threads.
 */
final class LaneStep {
    private static final int BLOCK = 512;
    private static final int LOOKED_AT = 4096;
    private static final byte LEFT = 0;
    private static final byte ADMITTED = 1;
    private static final byte ACCEPTED = 2;

    private final Lanes lanes;
    private final LanePool pool;
    private final Function<FilterModel, LaneKernels> compiler;
    private final Map<FilterModel, LaneKernels> kernels = new HashMap<>();
    private final LaneGuard[] guards;
    private @Nullable FilterModel model;
    private @Nullable LaneLook look;
    private int[] due = {};
    private int count;
    private byte[] states = {};
    private boolean[] repeats = {};
    private double[] times = {};
    private double[][] inputs;
    private double[][] outputs;
    private LaneList chosen = new LaneList(1);

    /**
     * Prepare steps.
     *
     * @param pool works on the lanes; stays the caller's to close
     * @param compiler finds kernels, when the first twin moves
     */
    LaneStep(Lanes lanes, LanePool pool, Function<FilterModel, LaneKernels> compiler) {
        this.lanes = lanes;
        this.pool = pool;
        this.compiler = compiler;
        this.guards = new LaneGuard[pool.workers()];
        this.inputs = new double[lanes.like().prior().inputs().size()][0];
        this.outputs = new double[lanes.like().prior().outputs().size()][0];
    }

    /** Begin with no reading. */
    void begin() {
        count = 0;
        model = lanes.begin().orElse(null);
        if (times.length == lanes.room()) {
            return;
        }
        int room = lanes.room();
        due = new int[room];
        states = new byte[room];
        repeats = new boolean[room];
        times = new double[room];
        chosen = new LaneList(Math.max(1, room));
        inputs = new double[inputs.length][room];
        outputs = new double[outputs.length][room];
        if (model != null) {
            look = new LaneLook(lanes.like(), room, guards.length);
            for (int w = 0; w < guards.length; w++) {
                guards[w] = new LaneGuard(lanes);
            }
        }
    }

    /** Add a reading of a twin that has none in this step yet: inputs [K], outputs [Q]. */
    void add(int lane, double time, double[] u, double[] y) {
        due[count++] = lane;
        times[lane] = time;
        for (int k = 0; k < u.length; k++) {
            inputs[k][lane] = u[k];
        }
        for (int k = 0; k < y.length; k++) {
            outputs[k][lane] = y[k];
        }
    }

    /** Add the reading at a place of columns: inputs [K×L], outputs [Q×L]. */
    void add(int lane, double time, double[][] u, double[][] y, int place) {
        due[count++] = lane;
        times[lane] = time;
        for (int k = 0; k < u.length; k++) {
            inputs[k][lane] = u[k][place];
        }
        for (int k = 0; k < y.length; k++) {
            outputs[k][lane] = y[k][place];
        }
    }

    /** Propose where the twins go. */
    void run() {
        Arrays.sort(due, 0, count);
        FilterModel filter = model;
        if (filter == null) {
            for (int i = 0; i < count; i++) {
                states[due[i]] = LEFT;
            }
            chosen.clear();
            return;
        }
        int blocks = (count + BLOCK - 1) / BLOCK;
        pool.run(blocks, this::admit);
        choose(ADMITTED);
        kernels(filter).step(lanes.planes(), lanes.proposal(), chosen);
        runBeside();
        pool.run((lanes.size() + LOOKED_AT - 1) / LOOKED_AT, this::look);
        pool.run(blocks, this::accept);
        choose(ACCEPTED);
    }

    private LaneKernels kernels(FilterModel of) {
        return kernels.computeIfAbsent(of, compiler);
    }

    /** Move what the chosen twins have beside their first estimates. */
    private void runBeside() {
        LaneSides sides = lanes.sides();
        sides.clear();
        for (int i = 0; i < chosen.size(); i++) {
            int lane = chosen.lane(i);
            if (sides.concerns(lane, repeats[lane])) {
                sides.add(lanes, lane, repeats[lane]);
            }
        }
        sides.run(pool, this::kernels, lanes.planes());
    }

    private void admit(int block, int worker) {
        FilterPlanes planes = lanes.planes();
        double[][] reading = planes.readingInputs();
        for (int i = block * BLOCK; i < Math.min(count, (block + 1) * BLOCK); i++) {
            int lane = due[i];
            boolean admitted = guards[worker].admits(lane, times[lane], inputs, outputs);
            states[lane] = admitted ? ADMITTED : LEFT;
            repeats[lane] = admitted && guards[worker].repeats(lane, outputs);
            if (admitted) {
                planes.intervals()[lane] = times[lane] - lanes.time(lane);
                for (int k = 0; k < outputs.length; k++) {
                    planes.measured()[k][lane] = outputs[k][lane];
                }
                for (int k = 0; k < reading.length; k++) {
                    reading[k][lane] = inputs[k][lane];
                }
            }
        }
    }

    /** Look at all lanes, due or not: a kernel runs over neighbours. */
    private void look(int block, int worker) {
        LaneLook looks = look;
        if (looks != null) {
            int from = block * LOOKED_AT;
            int to = Math.min(lanes.size(), from + LOOKED_AT);
            looks.soundness(lanes.proposal(), from, to, worker);
            looks.invariants(lanes.proposal(), inputs, from, to, worker);
        }
    }

    private void accept(int block, int worker) {
        LaneLook looks = look;
        for (int i = block * BLOCK; looks != null && i < Math.min(count, (block + 1) * BLOCK); i++) {
            int lane = due[i];
            if (states[lane] == ADMITTED
                    && guards[worker].acceptsBeside(lane, inputs, outputs, repeats[lane])
                    && guards[worker].accepts(lane, times[lane], inputs, outputs, repeats[lane], looks)) {
                states[lane] = ACCEPTED;
            }
        }
    }

    private void choose(byte state) {
        chosen.clear();
        for (int i = 0; i < count; i++) {
            if (states[due[i]] == state) {
                chosen.add(due[i]);
            }
        }
    }

    /** Return the lanes whose readings were accepted, in ascending order, live. */
    LaneList accepted() {
        return chosen;
    }

    /** Tell whether the reading of a lane was accepted. */
    boolean isAccepted(int lane) {
        return states[lane] == ACCEPTED;
    }

    double time(int lane) {
        return times[lane];
    }

    /** The normalised innovation squared of an accepted reading. */
    double surprise(int lane) {
        return lanes.proposal().surprises()[lane];
    }

    /** The means of θ of a lane if its step is taken, as a copy [D]. */
    double[] means(int lane) {
        return of(lanes.proposal().means(), lane);
    }

    double[][] inputs() {
        return inputs;
    }

    double[][] outputs() {
        return outputs;
    }

    /** Return the accepted reading of a lane, beside what was expected. */
    Observation observation(int lane) {
        FilterPlanes after = lanes.proposal();
        int q = outputs.length;
        double[] expected = new double[q];
        double[] deviation = new double[q];
        for (int k = 0; k < q; k++) {
            expected[k] = after.expected()[k][lane];
            deviation[k] = Math.sqrt(after.innovationVariances()[k][lane]);
        }
        return new Observation(
                times[lane],
                of(inputs, lane),
                of(outputs, lane),
                expected,
                deviation,
                surprise(lane),
                Finding.GOOD,
                List.of());
    }

    /** Return what a twin will know if its step is taken. */
    TwinSnapshot proposed(int lane) {
        return lanes.proposed(lane, times[lane], of(inputs, lane));
    }

    private static double[] of(double[][] planes, int lane) {
        return Arrays.stream(planes).mapToDouble(plane -> plane[lane]).toArray();
    }

    /** Take the step for all that were accepted. */
    void take() {
        if (chosen.size() > 0) {
            lanes.sides().take(this::isAccepted);
            lanes.take(chosen, times, inputs);
        }
    }
}
