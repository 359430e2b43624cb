package dev.weft.solvers.filter;

import dev.weft.solvers.fleet.LanePool;
import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.symbolic.Expr;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tell what the weights of a fleet were at every instant, given all readings, those after it too: the fixed-interval smoother
 * of Rauch, Tung and Striebel over what a {@link FilterHistory} has kept.
 *
 * <p>For a linear model that is the mean and covariance of the weights given all readings; of another it is as good as the
 * filter's slopes. Predictions are computed again on the way back rather than kept. A lane that stood still over an interval
 * has the same weights at both of its ends. For ensembles there is no smoother: their members are not kept.
 *
 * <p>Cost: the flow of the filter once more and some 5 D³ operations an interval and lane; nothing is allocated. What a lane
 * computes depends neither on its place nor on the number of threads. One call at a time.
 *
 * <p>Source: H. E. Rauch, F. Tung, C. T. Striebel, "Maximum likelihood estimates of linear dynamic systems", 1965; for
 * points S. Särkkä, "Unscented Rauch–Tung–Striebel smoother", 2008.
 */
public final class FleetSmoother {
    private static final int BLOCK_LANES = 2048;

    private final FilterModel model;
    private final LanePool pool;
    private final SmootherTile[] tiles;
    private final LanePool.BlockTask task = this::runBlock;
    private @Nullable FilterHistory current;

    /** Compile a smoother for a model and the method of its filter, to run in the caller's thread. */
    public FleetSmoother(FilterModel model, FilterMethod method) {
        this(model, method, LanePool.single());
    }

    /**
     * Compile a smoother for a model and the method of its filter, to run on a pool, which stays the caller's to close.
     *
     * @throws IllegalArgumentException if the method is an ensemble, or the model considers parameters
     */
    public FleetSmoother(FilterModel model, FilterMethod method, LanePool pool) {
        if (!(method instanceof GaussianMethod gaussian)) {
            throw new IllegalArgumentException("method of the smoother = " + method.name()
                    + ", expected extended or unscented; filter once more by one of them to smooth");
        }
        if (model.byLane().considered()) {
            throw new IllegalArgumentException(
                    "parameters of the smoother = considered by lane, expected estimated: the"
                            + " gain back in time is that of filters which correct all weights");
        }
        this.model = model;
        this.pool = pool;
        UpdateEquations equations = new UpdateEquations(model, gaussian);
        FilterSymbols symbols = equations.symbols();
        SmootherEquations backward = new SmootherEquations(symbols);
        GaussianKernels filter =
                GaussianKernels.each(equations, Kernel.compile(equations.correction(), symbols.reading()));
        List<Expr> moving = FilterSymbols.concat(symbols.moving(), List.of(symbols.interval));
        List<Expr> all = FilterSymbols.concat(moving, equations.preparedSymbols(), equations.flowSymbols());
        Kernel shared = Kernel.compile(symbols.byInterval(equations.shared()), all);
        Kernel smoothed = Kernel.compile(
                symbols.byInterval(backward.smoothed()),
                FilterSymbols.concat(
                        moving,
                        backward.shared(),
                        backward.predicted().all(),
                        backward.behind().all()));
        this.tiles = new SmootherTile[pool.workers()];
        Arrays.setAll(tiles, w -> new SmootherTile(filter, shared, smoothed, model.weights()));
    }

    /**
     * Put the smoothed estimates in the place of those that were kept.
     *
     * @param history Modified
     * @throws IllegalArgumentException if the history is of another model
     * @throws IllegalStateException if it is empty or smoothed
     */
    public void smooth(FilterHistory history) {
        if (!history.model().equals(model)) {
            throw new IllegalArgumentException(
                    "model of the history is another than that of the smoother, expected the same");
        }
        history.beginSmoothing();
        current = history;
        try {
            pool.run((history.lanes() + BLOCK_LANES - 1) / BLOCK_LANES, task);
        } finally {
            current = null;
        }
    }

    private void runBlock(int block, int worker) {
        FilterHistory history = current;
        if (history == null) {
            return;
        }
        int end = Math.min(history.lanes(), (block + 1) * BLOCK_LANES);
        for (int from = block * BLOCK_LANES; from < end; from += LaneTile.LANES) {
            tiles[worker].smooth(history, from, Math.min(end, from + LaneTile.LANES));
        }
    }
}
