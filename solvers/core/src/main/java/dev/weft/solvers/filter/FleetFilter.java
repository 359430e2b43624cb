package dev.weft.solvers.filter;

import dev.weft.solvers.fleet.LanePool;
import dev.weft.solvers.kernel.Kernel;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Let the weights of a fleet follow its readings: the whole update, one twin a lane, by compiled kernels.
 *
 * <p>A step moves every estimate over an interval by the flow, adds process noise, and corrects it by the outputs that were
 * read, one scalar after the other, unless the gate refuses the reading. No lane branches: missing outputs, refused
 * readings and lanes whose prediction is not finite are masks. Bounds of parameters hold because their coordinates have
 * none. What a lane computes depends neither on its place nor on the number of threads.
 *
 * <p>Preparation, flow, prediction and correction are a kernel each, and work on a tile of lanes at a time, in planes that
 * stay in the caches. Cost: {@link #operations}, and the planes once from and to memory:
 * of the extended filter for two
 * states and three parameters some 550 operations and 400 bytes a lane. A step allocates nothing by itself; with
 * the vector module the JIT compiler may make objects of some values, the more so the more it has compiled before. Holds
 * scratch: one call at a time.
 */
public final class FleetFilter {
    /** Lanes that a thread takes at a time. */
    private static final int BLOCK_LANES = 2048;

    private static final double[] NO_SETTINGS = {};

    private final FilterModel model;
    private final FilterMethod method;
    private final LanePool pool;
    private final Supplier<FilterKernels> each;
    private final Kernel settings;
    private final double[] settingsScratch;
    private final double[] interval = new double[1];
    private final double[] settingValues;
    private final FilterKernels together;
    private final LaneTile[] tilesTogether;
    private final TileLanes[] held;
    private final LanePool.BlockTask task = this::runBlock;
    private @Nullable FilterKernels kernelsEach;
    private LaneTile[] tilesEach = {};

    // Of the call under way.
    private @Nullable FilterPlanes before;
    private @Nullable FilterPlanes after;
    private @Nullable LaneList chosen;
    private int lanes;
    private LaneTile[] tiles = {};
    private double[] shared = NO_SETTINGS;
    private boolean corrects;

    /** Compile a method for a model, to run in the caller's thread; see the other constructor. */
    public FleetFilter(FilterModel model, FilterMethod method) {
        this(model, method, LanePool.single());
    }

    /**
     * Compile a method for a model, to run on a pool, which stays the caller's to close.
     *
     * @throws IllegalArgumentException if an ensemble has not more members than the model has weights, or shall consider
     *     parameters or check its flow
     */
    public FleetFilter(FilterModel model, FilterMethod method, LanePool pool) {
        this.model = model;
        this.method = method;
        this.pool = pool;
        FilterSymbols symbols;
        if (method instanceof EnsembleKalman ensemble) {
            if (model.byLane().considered()) {
                throw new IllegalArgumentException("method of a filter with considered parameters = " + method.name()
                        + ", expected extended or unscented: members that are not corrected have no such covariance");
            }
            if (model.flowCheck() != null) {
                throw new IllegalArgumentException("method of a filter whose flow is checked = " + method.name()
                        + ", expected extended or unscented: an ensemble keeps no errors of its members");
            }
            EnsembleEquations equations = new EnsembleEquations(model);
            symbols = equations.symbols();
            this.together = EnsembleKernels.together(equations, ensemble);
            this.each = () -> EnsembleKernels.each(equations, ensemble);
        } else {
            UpdateEquations equations = new UpdateEquations(model, (GaussianMethod) method);
            symbols = equations.symbols();
            GaussianKernels kernels = GaussianKernels.together(equations);
            this.together = kernels;
            this.each = () -> GaussianKernels.each(equations, kernels.correction());
        }
        this.settings = Kernel.compile(symbols.settingValues, List.of(symbols.interval));
        this.settingsScratch = settings.newScratch();
        this.settingValues = new double[symbols.settings.size()];
        this.tilesTogether = tiles(together);
        this.held = new TileLanes[pool.workers()];
        Arrays.setAll(held, w -> new TileLanes());
    }

    /** Share what another filter has compiled, with scratch of its own. */
    private FleetFilter(FleetFilter other, LanePool pool) {
        this.model = other.model;
        this.method = other.method;
        this.pool = pool;
        this.together = other.together;
        this.each = other::ofEach;
        this.settings = other.settings;
        this.settingsScratch = settings.newScratch();
        this.settingValues = new double[other.settingValues.length];
        this.tilesTogether = tiles(together);
        this.held = new TileLanes[pool.workers()];
        Arrays.setAll(held, w -> new TileLanes());
    }

    /**
     * Return a filter with the same compiled kernels that runs on another pool, which stays the caller's to close. Both may
     * be used at the same time, each by one thread. Those of an ensemble, which draws, are compiled again.
     *
     * @param other the pool of the new filter
     */
    public FleetFilter onPool(LanePool other) {
        return method instanceof EnsembleKalman ? new FleetFilter(model, method, other) : new FleetFilter(this, other);
    }

    private LaneTile[] tiles(FilterKernels kernels) {
        LaneTile[] made = new LaneTile[pool.workers()];
        Arrays.setAll(made, w -> kernels.newTile());
        return made;
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
        return together.operations();
    }

    /** Wait until the kernels run as fast as they will; see {@link Kernel#warmUp}. */
    public void warmUp() {
        together.warmUp();
    }

    /**
     * Move all lanes over the same interval and correct them by their readings.
     *
     * @param fleet the lanes; estimates, expectations and verdicts are modified
     * @param dt the interval, ≥ 0 [time unit of the system]
     * @throws IllegalArgumentException if the fleet is of another model, or {@code dt} is negative or not finite
     */
    public void step(FilterPlanes fleet, double dt) {
        step(fleet, fleet, dt);
    }

    /**
     * Move all lanes over the same interval and correct them by their readings, as a proposal: estimates and results go into
     * other planes, and what was known stays as it is. Inputs and readings are those of {@code before}.
     *
     * <p>Cost: that of a step in place, but for planes that are written without having been read.
     *
     * @param before what is known and was read. Not modified, unless it is {@code after}
     * @param after receives estimates and results, as from {@link FilterPlanes#proposal}. Modified
     * @param dt the interval, ≥ 0 [time unit of the system]
     * @throws IllegalArgumentException if planes are of another model or size, or {@code dt} is negative or not finite
     */
    public void step(FilterPlanes before, FilterPlanes after, double dt) {
        run(before, after, null, together, tilesTogether, settingsOf(dt), true);
    }

    /**
     * Move some lanes over the same interval and correct them by their readings; all others of {@code after} stay as they
     * are, bit for bit.
     *
     * <p>Cost: a lane whose neighbours are not listed is copied in and out one number at a time; see {@code weft bench
     * fleet-filter}.
     *
     * @param before what is known and was read. Not modified, unless it is {@code after}
     * @param after receives estimates and results of the lanes; may be {@code before}. Modified
     * @param lanes the lanes to move. Not modified
     * @param dt the interval, ≥ 0 [time unit of the system]
     * @throws IllegalArgumentException as {@link #step(FilterPlanes, FilterPlanes, double)}, or if there is no such lane
     */
    public void step(FilterPlanes before, FilterPlanes after, LaneList lanes, double dt) {
        run(before, after, lanes, together, tilesTogether, settingsOf(dt), true);
    }

    /**
     * Move every lane over its own interval, {@link FilterPlanes#intervals}, and correct it by its readings. An interval that
     * is negative or not a number fails the lane.
     *
     * @param fleet the lanes; estimates, expectations and verdicts are modified
     * @throws IllegalArgumentException if the fleet is of another model
     */
    public void stepEach(FilterPlanes fleet) {
        stepEach(fleet, fleet);
    }

    /**
     * Move every lane over its own interval and correct it by its readings, as a proposal; see {@link #step(FilterPlanes,
     * FilterPlanes, double)}.
     *
     * @throws IllegalArgumentException if planes are of another model or size
     */
    public void stepEach(FilterPlanes before, FilterPlanes after) {
        FilterKernels kernels = ofEach();
        run(before, after, null, kernels, tilesEach, NO_SETTINGS, true);
    }

    /**
     * Move some lanes, each over its own interval, and correct them by their readings; see {@link #step(FilterPlanes,
     * FilterPlanes, LaneList, double)}.
     *
     * @throws IllegalArgumentException if planes are of another model or size, or there is no such lane
     */
    public void stepEach(FilterPlanes before, FilterPlanes after, LaneList lanes) {
        FilterKernels kernels = ofEach();
        run(before, after, lanes, kernels, tilesEach, NO_SETTINGS, true);
    }

    private synchronized FilterKernels ofEach() {
        FilterKernels kernels = kernelsEach;
        if (kernels == null) {
            kernels = each.get();
            kernelsEach = kernels;
            tilesEach = tiles(kernels);
        }
        return kernels;
    }

    /**
     * Move all lanes over the same interval, without a reading.
     *
     * @param fleet the lanes; estimates and verdicts are modified
     * @param dt the interval, ≥ 0 [time unit of the system]
     * @throws IllegalArgumentException if the fleet is of another model, or {@code dt} is negative or not finite
     */
    public void predict(FilterPlanes fleet, double dt) {
        predict(fleet, fleet, dt);
    }

    /**
     * Move all lanes over the same interval, without a reading, into other planes.
     *
     * @param before what is known. Not modified, unless it is {@code after}
     * @param after receives estimates and verdicts. Modified
     * @param dt the interval, ≥ 0 [time unit of the system]
     * @throws IllegalArgumentException as {@link #step(FilterPlanes, FilterPlanes, double)}
     */
    public void predict(FilterPlanes before, FilterPlanes after, double dt) {
        run(before, after, null, together, tilesTogether, settingsOf(dt), false);
    }

    private double[] settingsOf(double dt) {
        if (!(dt >= 0) || Double.isInfinite(dt)) {
            throw new IllegalArgumentException("interval dt = " + dt + ", expected a finite number >= 0");
        }
        interval[0] = dt;
        settings.evaluate(interval, settingValues, settingsScratch);
        return settingValues;
    }

    private void run(
            FilterPlanes from,
            FilterPlanes to,
            @Nullable LaneList some,
            FilterKernels kernels,
            LaneTile[] ofKernels,
            double[] settingsOfAll,
            boolean withReading) {
        if (from.model() != model && !from.model().equals(model)) {
            throw new IllegalArgumentException(
                    "model of the fleet is another than that of the filter, expected the same");
        }
        if (from != to) {
            from.requireAlike(to);
        }
        if (some != null) {
            some.requireWithin(from.lanes());
        }
        kernels.begin(from, to);
        before = from;
        after = to;
        chosen = some;
        lanes = some == null ? from.lanes() : some.size();
        tiles = ofKernels;
        shared = settingsOfAll;
        corrects = withReading;
        try {
            pool.run((lanes + BLOCK_LANES - 1) / BLOCK_LANES, task);
        } finally {
            before = null;
            after = null;
            chosen = null;
        }
    }

    private void runBlock(int block, int worker) {
        FilterPlanes from = before;
        FilterPlanes to = after;
        if (from == null || to == null) {
            return;
        }
        int end = Math.min(lanes, (block + 1) * BLOCK_LANES);
        for (int first = block * BLOCK_LANES; first < end; first += LaneTile.LANES) {
            held[worker].hold(chosen, first, Math.min(end, first + LaneTile.LANES));
            tiles[worker].update(from, to, shared, held[worker], corrects);
        }
    }
}
