package dev.weft.twins;

import dev.weft.solvers.filter.FilterMethod;
import dev.weft.solvers.filter.FilterModel;
import dev.weft.solvers.filter.FilterPlanes;
import dev.weft.solvers.filter.FleetFilter;
import dev.weft.solvers.filter.LaneList;
import dev.weft.solvers.fleet.LanePool;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Move lanes by kernels that are compiled when the first lane moves. Thread-safe by one lock. */
final class LaneKernels {
    private static final int MOST_SHARED = 64;

    /** Twins outside of a fleet share kernels, or each would compile its own. */
    private static final Map<FilterModel, LaneKernels> SHARED = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<FilterModel, LaneKernels> eldest) {
            return size() > MOST_SHARED;
        }
    };

    private final FilterModel model;
    private final LanePool pool;
    private @Nullable FleetFilter filter;

    LaneKernels(FilterModel model, LanePool pool) {
        this.model = model;
        this.pool = pool;
    }

    /** Return the kernels that twins outside of fleets share, which run in the caller's thread. */
    static LaneKernels shared(FilterModel model) {
        synchronized (SHARED) {
            return SHARED.computeIfAbsent(model, m -> new LaneKernels(m, LanePool.single()));
        }
    }

    /** Move lanes over their own intervals and correct them by their readings, as a proposal. */
    synchronized void step(FilterPlanes before, FilterPlanes after, LaneList lanes) {
        FleetFilter compiled = filter;
        if (compiled == null) {
            compiled = new FleetFilter(model, FilterMethod.EXTENDED, pool);
            filter = compiled;
        }
        compiled.stepEach(before, after, lanes);
    }
}
