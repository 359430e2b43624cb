package dev.weft.twins;

import dev.weft.solvers.filter.FilterMethod;
import dev.weft.solvers.filter.FilterModel;
import dev.weft.solvers.filter.FilterPlanes;
import dev.weft.solvers.filter.FleetFilter;
import dev.weft.solvers.filter.LaneList;
import dev.weft.solvers.fleet.LanePool;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Move lanes by kernels that are compiled when the first lane moves. Thread-safe by one lock. */
final class LaneKernels {
    private static final int MOST_SHARED = 64;

    /** All twins of a kind share what was compiled. */
    private static final Map<FilterModel, LaneKernels> SHARED = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<FilterModel, LaneKernels> eldest) {
            return size() > MOST_SHARED;
        }
    };

    private final Supplier<FleetFilter> maker;
    private @Nullable FleetFilter filter;

    private LaneKernels(Supplier<FleetFilter> maker) {
        this.maker = maker;
    }

    /** Return the kernels that twins outside of fleets share, which run in the caller's thread. */
    static LaneKernels shared(FilterModel model) {
        synchronized (SHARED) {
            return SHARED.computeIfAbsent(
                    model, m -> new LaneKernels(() -> new FleetFilter(m, FilterMethod.EXTENDED, LanePool.single())));
        }
    }

    /** Return the same kernels, on a pool. */
    static LaneKernels on(LanePool pool, FilterModel model) {
        LaneKernels shared = shared(model);
        return new LaneKernels(() -> shared.filter().onPool(pool));
    }

    private synchronized FleetFilter filter() {
        FleetFilter compiled = filter;
        if (compiled == null) {
            compiled = maker.get();
            filter = compiled;
        }
        return compiled;
    }

    /** Move lanes over their own intervals and correct them by their readings, as a proposal. */
    synchronized void step(FilterPlanes before, FilterPlanes after, LaneList lanes) {
        filter().stepEach(before, after, lanes);
    }
}
