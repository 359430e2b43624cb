package dev.weft.solvers.bench;

import dev.weft.solvers.filter.ByLane;
import dev.weft.solvers.filter.FilterMethod;
import dev.weft.solvers.filter.FilterModel;
import dev.weft.solvers.filter.FilterPlanes;
import dev.weft.solvers.filter.FleetFilter;
import dev.weft.solvers.filter.FlowCheck;
import dev.weft.solvers.filter.LaneList;
import dev.weft.solvers.fleet.ExplicitRungeKutta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Measure what governed twins ask of the filter of a fleet beside the plain step: proposals, some lanes only, noise by lane,
 * a check of the flow, considered parameters, and all of it. One thread; each copies its readings in, the plain step too.
 */
final class FleetFilterVariants {
    private static final FlowCheck CHECK = new FlowCheck(1e-4, List.of(1.0, 1.0));
    /** As many of ten lanes are listed, here and there. */
    private static final int LISTED = 6;

    private static final int TEN = 10;

    private final FilterModel model;
    private final int lanes;
    private final boolean waits;

    FleetFilterVariants(FilterModel model, int lanes, boolean waits) {
        this.model = model;
        this.lanes = lanes;
        this.waits = waits;
    }

    /** What differs from the plain step. */
    private enum Variant {
        IN_PLACE("in place"),
        PROPOSAL("proposal"),
        LISTED("six of ten lanes"),
        TAKEN_OVER("six of ten lanes, taken over"),
        OWN_NOISE("noise by lane"),
        CHECKED("flow checked"),
        CONSIDERED("parameters considered"),
        GOVERNED("all of it, own intervals");

        final String words;

        Variant(String words) {
            this.words = words;
        }

        boolean is(Variant other) {
            return this == other || this == GOVERNED;
        }

        FilterModel of(FilterModel plain) {
            ByLane byLane = is(OWN_NOISE) ? ByLane.NOISE : ByLane.NOTHING;
            FilterModel model = plain.withByLane(is(CONSIDERED) ? byLane.withConsidered() : byLane);
            return is(CHECKED)
                    ? model.withFlow(ExplicitRungeKutta.ZONNEVELD_43, 1).withFlowCheck(CHECK)
                    : model;
        }
    }

    /** Return how many cases there are. */
    static int size() {
        return 2 * Variant.values().length;
    }

    List<Case> run(Stopwatch clock) {
        List<Case> cases = new ArrayList<>();
        for (FilterMethod method : List.of(FilterMethod.EXTENDED, FilterMethod.UNSCENTED)) {
            for (Variant variant : Variant.values()) {
                cases.add(measured(method, variant, clock));
            }
        }
        return cases;
    }

    private Case measured(FilterMethod method, Variant variant, Stopwatch clock) {
        FilterModel asked = variant.of(model);
        FleetFilter filter = new FleetFilter(asked, method);
        if (waits) {
            filter.warmUp();
        }
        Round round = new Round(asked, filter, variant, lanes);
        String name = (method == FilterMethod.EXTENDED ? "extended, " : "unscented, ") + variant.words;
        return FleetFilterBenchmark.of(
                asked.outputVariances().size(), round.moved(), 1, name, FleetFilterBenchmark.kernels(), clock, round);
    }

    /** Take the readings of a period in turn, and move the lanes. */
    private static final class Round implements Runnable {
        private final FleetFilter filter;
        private final Variant variant;
        private final double[][][] readings;
        private final LaneList listed;
        private FilterPlanes now;
        private FilterPlanes next;
        private int reading;

        Round(FilterModel model, FleetFilter filter, Variant variant, int lanes) {
            this.filter = filter;
            this.variant = variant;
            List<FilterPlanes> fleet = FleetFilterBenchmark.fleet(model, lanes);
            this.readings = fleet.stream().map(FilterPlanes::measured).toArray(double[][][]::new);
            this.now = FilterPlanes.of(model, fleet.get(0).means(), fleet.get(0).covariances());
            this.listed = new LaneList(lanes);
            Random random = new Random(2);
            for (int lane = 0; lane < lanes; lane++) {
                if (random.nextInt(TEN) < LISTED) {
                    listed.add(lane);
                }
            }
            for (int lane = 0; lane < now.considered().length; lane += 2) {
                now.considered()[lane] = 1;
            }
            Arrays.fill(now.intervals(), FleetFilterBenchmark.STEP);
            this.next = now.proposal();
        }

        int moved() {
            return switch (variant) {
                case LISTED, TAKEN_OVER, GOVERNED -> listed.size();
                default -> now.lanes();
            };
        }

        @Override
        public void run() {
            for (int k = 0; k < readings[reading].length; k++) {
                System.arraycopy(readings[reading][k], 0, now.measured()[k], 0, now.lanes());
            }
            reading = (reading + 1) % readings.length;
            switch (variant) {
                case PROPOSAL -> {
                    filter.step(now, next, FleetFilterBenchmark.STEP);
                    FilterPlanes taken = next;
                    next = now;
                    now = taken;
                }
                case LISTED -> filter.step(now, now, listed, FleetFilterBenchmark.STEP);
                case TAKEN_OVER -> {
                    filter.step(now, next, listed, FleetFilterBenchmark.STEP);
                    now.take(next, listed);
                }
                case GOVERNED -> {
                    filter.stepEach(now, next, listed);
                    now.take(next, listed);
                }
                default -> filter.step(now, FleetFilterBenchmark.STEP);
            }
        }
    }
}
