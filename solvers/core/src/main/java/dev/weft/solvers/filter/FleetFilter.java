package dev.weft.solvers.filter;

import dev.weft.solvers.fleet.LanePool;
import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Let the weights of a fleet follow its readings: the whole update, one twin a lane, as one kernel.
 *
 * <p>A step moves every estimate over an interval by the flow, adds process noise, and corrects it by the outputs that were
 * read, one scalar after the other, unless the gate refuses the reading. No lane branches: missing outputs, refused
 * readings and lanes whose prediction is not finite are masks. Bounds of parameters hold because their coordinates have
 * none. What a lane computes depends neither on its place nor on the number of threads.
 *
 * <p>Each half is a kernel that works in place on {@value #BLOCK_LANES} lanes at a time, so that the second finds what the
 * first wrote in the first-level cache. Cost: {@link #operations}, and the planes once from and to memory: for two states
 * and three parameters some 600 operations and 400 bytes a lane. Nothing is allocated after the first step. Holds scratch:
 * one call at a time.
 */
public final class FleetFilter {
    static final int BLOCK_LANES = 128;

    /** Lanes that a thread takes at a time. */
    private static final int TASK_LANES = 2048;

    private static final double[] NO_SETTINGS = {};
    private static final double FAILED = -1;

    private final FilterModel model;
    private final FilterMethod method;
    private final LanePool pool;
    private final UpdateEquations equations;
    private final Kernel settings;
    private final double[] settingsScratch;
    private final double[] interval = new double[1];
    private final double[] settingValues;
    private final KernelOfThreads prediction;
    private final KernelOfThreads correction;
    private final double[][][] saved;
    private final LanePool.BlockTask task = this::runBlock;
    private @Nullable KernelOfThreads predictionEach;

    // Of the call under way.
    private @Nullable FilterPlanes current;
    private @Nullable KernelOfThreads predicting;
    private @Nullable KernelOfThreads correcting;

    /** A kernel with scratch for each thread. */
    private static final class KernelOfThreads {
        final Kernel kernel;
        private final double[][] scratch;

        KernelOfThreads(Kernel kernel, int workers) {
            this.kernel = kernel;
            this.scratch = new double[workers][];
            Arrays.setAll(scratch, w -> kernel.newScratch());
        }

        void run(double[][] in, double[] shared, double[][] out, int from, int to, int worker) {
            kernel.evaluate(in, shared, out, from, to, scratch[worker]);
        }
    }

    /** Compile a method for a model, to run in the caller's thread. */
    public FleetFilter(FilterModel model, FilterMethod method) {
        this(model, method, LanePool.single());
    }

    /** Compile a method for a model, to run on a pool, which stays the caller's to close. */
    public FleetFilter(FilterModel model, FilterMethod method, LanePool pool) {
        this.model = model;
        this.method = method;
        this.pool = pool;
        this.equations = new UpdateEquations(model, method);
        FilterSymbols symbols = equations.symbols();
        this.settings = Kernel.compile(symbols.settingValues, List.of(symbols.interval));
        this.settingsScratch = settings.newScratch();
        this.settingValues = new double[symbols.settings.size()];
        int planes = symbols.before.all().size();
        this.saved = new double[pool.workers()][planes][BLOCK_LANES];
        this.prediction = new KernelOfThreads(
                Kernel.compile(equations.prediction(), symbols.predicted(), symbols.settings), pool.workers());
        this.correction =
                new KernelOfThreads(Kernel.compile(equations.correction(), symbols.corrected()), pool.workers());
    }

    /** Return the model. */
    public FilterModel model() {
        return model;
    }

    /** Return the method. */
    public FilterMethod method() {
        return method;
    }

    /** Return the operations of an update with the same interval for all lanes, each elementary function one. */
    public int operations() {
        return prediction.kernel.operations() + correction.kernel.operations();
    }

    /** Wait until the kernels run as fast as they will; see {@link Kernel#warmUp}. */
    public void warmUp() {
        prediction.kernel.warmUp();
        correction.kernel.warmUp();
    }

    /**
     * Move all lanes over the same interval and correct them by their readings.
     *
     * @param fleet the lanes; estimates, innovations and verdicts are modified
     * @param dt the interval, ≥ 0 [time unit of the system]
     * @throws IllegalArgumentException if the fleet is of another model, or {@code dt} is negative or not finite
     */
    public void step(FilterPlanes fleet, double dt) {
        set(dt);
        run(fleet, prediction, correction);
    }

    /**
     * Move every lane over its own interval, {@link FilterPlanes#intervals}, and correct it by its readings. An interval that
     * is negative or not a number fails the lane.
     *
     * @param fleet the lanes; estimates, innovations and verdicts are modified
     * @throws IllegalArgumentException if the fleet is of another model
     */
    public void stepEach(FilterPlanes fleet) {
        run(fleet, predictionEach(), correction);
    }

    /**
     * Move all lanes over the same interval, without a reading.
     *
     * @param fleet the lanes; estimates and verdicts are modified
     * @param dt the interval, ≥ 0 [time unit of the system]
     * @throws IllegalArgumentException if the fleet is of another model, or {@code dt} is negative or not finite
     */
    public void predict(FilterPlanes fleet, double dt) {
        set(dt);
        run(fleet, prediction, null);
    }

    private void set(double dt) {
        if (!(dt >= 0) || Double.isInfinite(dt)) {
            throw new IllegalArgumentException("interval dt = " + dt + ", expected a finite number >= 0");
        }
        interval[0] = dt;
        settings.evaluate(interval, settingValues, settingsScratch);
    }

    private KernelOfThreads predictionEach() {
        KernelOfThreads known = predictionEach;
        if (known == null) {
            List<Expr> planes = new ArrayList<>(equations.symbols().predicted());
            planes.add(equations.symbols().interval);
            known = new KernelOfThreads(Kernel.compile(equations.predictionByInterval(), planes), pool.workers());
            predictionEach = known;
        }
        return known;
    }

    private void run(FilterPlanes fleet, KernelOfThreads first, @Nullable KernelOfThreads second) {
        if (fleet.model() != model && !fleet.model().equals(model)) {
            throw new IllegalArgumentException("model of the fleet is another than that of the filter, expected the same");
        }
        current = fleet;
        predicting = first;
        correcting = second;
        try {
            pool.run((fleet.lanes() + TASK_LANES - 1) / TASK_LANES, task);
        } finally {
            current = null;
            predicting = null;
            correcting = null;
        }
    }

    private void runBlock(int block, int worker) {
        FilterPlanes fleet = current;
        KernelOfThreads first = predicting;
        KernelOfThreads second = correcting;
        if (fleet == null || first == null) {
            return;
        }
        double[] shared = first == prediction ? settingValues : NO_SETTINGS;
        double[][] estimates = fleet.estimates();
        int end = Math.min(fleet.lanes(), (block + 1) * TASK_LANES);
        for (int from = block * TASK_LANES; from < end; from += BLOCK_LANES) {
            int to = Math.min(end, from + BLOCK_LANES);
            for (int k = 0; k < estimates.length; k++) {
                System.arraycopy(estimates[k], from, saved[worker][k], 0, to - from);
            }
            first.run(fleet.predictionReads(), shared, fleet.predictionWrites(), from, to, worker);
            restoreFailed(estimates, fleet.verdicts(), from, to, saved[worker]);
            if (second != null) {
                second.run(fleet.correctionReads(), NO_SETTINGS, fleet.correctionWrites(), from, to, worker);
            }
        }
    }

    /** Put lanes back whose prediction is not finite, for which the kernel wrote NaN. */
    private static void restoreFailed(double[][] estimates, double[] verdicts, int from, int to, double[][] saved) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += verdicts[i];
        }
        if (sum == 0) {
            return;
        }
        for (int i = from; i < to; i++) {
            if (Double.isNaN(verdicts[i])) {
                verdicts[i] = FAILED;
                for (int k = 0; k < estimates.length; k++) {
                    estimates[k][i] = saved[k][i - from];
                }
            }
        }
    }
}
