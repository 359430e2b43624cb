package dev.weft.solvers.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.weft.solvers.fleet.LanePool;
import dev.weft.solvers.kernel.Generator;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A step into other planes, of all lanes or some, is the step in place; and what was known stays. */
class ProposalTest {
    /** Several blocks and a tile that is not full. */
    private static final int LANES = 4500;

    private static final double DT = 0.05;
    private static final FilterModel MODEL = FilterCases.OSCILLATOR.withGate(new Gate(0.99));

    private static FilterPlanes fleet(int lanes) {
        FilterPlanes fleet = FilterPlanes.allocate(MODEL, lanes);
        for (int lane = 0; lane < lanes; lane++) {
            fleet.put(lane, FilterCases.oscillatorStart());
        }
        readings(fleet, 0);
        return fleet;
    }

    /** With gaps, a wild reading now and then, and lanes that fail. */
    private static void readings(FilterPlanes fleet, int round) {
        for (int lane = 0; lane < fleet.lanes(); lane++) {
            Random random = new Random(31L * lane + round);
            fleet.inputs()[0][lane] = lane % 11 == 5 ? Double.NaN : random.nextGaussian();
            fleet.intervals()[lane] = 0.02 + 0.05 * random.nextDouble();
            fleet.measured()[0][lane] = lane % 7 == 3 ? Double.NaN : 1 + 0.05 * random.nextGaussian();
            fleet.measured()[1][lane] = lane % 13 == 3 ? 50 : 0.1 * random.nextGaussian();
        }
    }

    private static LaneList everyThirdAndARun(int lanes) {
        LaneList list = new LaneList(lanes);
        for (int lane = 0; lane < lanes; lane++) {
            // A run that is longer than a tile, and single lanes.
            if (lane % 3 == 1 || lane > lanes - 700) {
                list.add(lane);
            }
        }
        return list;
    }

    private static double[][] copy(double[][] planes) {
        return Stream.of(planes).map(double[]::clone).toArray(double[][]::new);
    }

    private static void assertSame(double[][] found, double[][] expected) {
        for (int k = 0; k < expected.length; k++) {
            assertThat(found[k]).as("plane %d", k).isEqualTo(expected[k]);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.weft.solvers.filter.FilterCases#methods")
    void aProposalIsTheStepInPlaceAndChangesNothingOfWhatWasKnown(FilterMethod method) {
        FleetFilter filter = new FleetFilter(MODEL, method);
        FilterPlanes inPlace = fleet(LANES);
        FilterPlanes now = fleet(LANES);
        FilterPlanes next = now.proposal();
        for (int round = 1; round <= 4; round++) {
            readings(inPlace, round);
            readings(now, round);
            double[][] known = copy(now.results());
            double[][] members = copy(now.deviations());
            filter.step(inPlace, DT);
            // A proposal that is made twice is the same: nothing of it is left in what was known.
            filter.step(now, next, 2 * DT);
            filter.step(now, next, DT);

            assertSame(now.results(), known);
            assertSame(now.deviations(), members);
            assertSame(next.results(), inPlace.results());
            FilterPlanes taken = next;
            next = now;
            now = taken;
        }
        assertThat(now.verdicts()).contains(-1, 0, 1, 2);
    }

    @ParameterizedTest
    @MethodSource("dev.weft.solvers.filter.FilterCases#methods")
    void listedLanesMoveAsAllWouldAndOthersStay(FilterMethod method) {
        LaneList some = everyThirdAndARun(LANES);
        try (LanePool pool = new LanePool(3)) {
            FleetFilter filter = new FleetFilter(MODEL, method, pool);
            FilterPlanes all = fleet(LANES);
            FilterPlanes inPlace = fleet(LANES);
            FilterPlanes now = fleet(LANES);
            filter.step(all, DT);
            filter.step(inPlace, DT);
            filter.step(now, DT);
            FilterPlanes proposed = now.proposal();
            readings(all, 1);
            readings(inPlace, 1);
            readings(now, 1);
            double[][] known = copy(now.results());
            filter.stepEach(all);
            filter.stepEach(inPlace, inPlace, some);
            filter.stepEach(now, proposed, some);

            assertSame(now.results(), known);
            assertSame(proposed.results(), inPlace.results());
            for (int k = 0; k < known.length; k++) {
                double[] expected = known[k].clone();
                for (int i = 0; i < some.size(); i++) {
                    expected[some.lane(i)] = all.results()[k][some.lane(i)];
                }
                assertThat(inPlace.results()[k]).as("plane %d", k).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.weft.solvers.filter.FilterCases#methods")
    void planesThatGrewGoOnAsBefore(FilterMethod method) {
        FleetFilter filter = new FleetFilter(MODEL.withByLane(ByLane.NOISE), method);
        FilterPlanes fleet = FilterPlanes.allocate(MODEL.withByLane(ByLane.NOISE), 5);
        for (int lane = 0; lane < 5; lane++) {
            fleet.put(lane, FilterCases.oscillatorStart());
            fleet.outputVariances()[0][lane] *= 2;
        }
        readings(fleet, 0);
        filter.step(fleet, DT);
        readings(fleet, 1);
        FilterPlanes larger = fleet.grown(9);
        filter.stepEach(fleet);
        filter.stepEach(larger);

        assertThat(larger.lanes()).isEqualTo(9);
        for (int k = 0; k < fleet.results().length; k++) {
            assertThat(Arrays.copyOf(larger.results()[k], 5)).isEqualTo(fleet.results()[k]);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> larger.grown(8))
                .withMessage("lanes = 8, expected 9 or more");
    }

    @ParameterizedTest
    @MethodSource("dev.weft.solvers.filter.FilterCases#methods")
    void lanesThatAreTakenOverGoOnAsIfTheyHadBeenSteppedInPlace(FilterMethod method) {
        FleetFilter filter = new FleetFilter(MODEL, method);
        LaneList some = everyThirdAndARun(1000);
        FilterPlanes inPlace = fleet(1000);
        FilterPlanes now = fleet(1000);
        FilterPlanes proposed = now.proposal();
        for (int round = 1; round <= 3; round++) {
            readings(inPlace, round);
            readings(now, round);
            filter.step(inPlace, inPlace, some, DT);
            filter.step(now, proposed, DT);
            now.take(proposed, some);

            assertSame(now.results(), inPlace.results());
        }
    }

    @Test
    void aListIsAscendingAndWithinTheFleet() {
        LaneList list = new LaneList(2);
        list.add(4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> list.add(4))
                .withMessageStartingWith("lane = 4, expected 5 or more");
        list.add(7);
        assertThatIllegalStateException()
                .isThrownBy(() -> list.add(8))
                .withMessage("lanes of the list = 3, expected at most 2");
        FilterPlanes fleet = fleet(7);
        FleetFilter filter = new FleetFilter(MODEL, FilterMethod.EXTENDED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> filter.step(fleet, fleet, list, DT))
                .withMessage("lane = 7, expected less than 7, the lanes of the fleet");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> filter.step(fleet, fleet(8), DT))
                .withMessageStartingWith("lanes of the other planes = 8, expected 7 of the same model");
        list.clear();
        double[][] known = copy(fleet.results());
        filter.step(fleet, fleet, list, DT);
        assertSame(fleet.results(), known);
    }

    @ParameterizedTest
    @MethodSource("dev.weft.solvers.filter.FilterCases#methods")
    void proposingAndTakingOverAllocateNothing(FilterMethod method) {
        assumeTrue(Generator.best() == Generator.SCALAR, "the vector module is present");
        FilterPlanes fleet = fleet(1000);
        FilterPlanes next = fleet.proposal();
        LaneList some = new LaneList(1000);
        FleetFilter filter = new FleetFilter(MODEL, method);
        Runnable round = () -> {
            some.clear();
            for (int lane = 0; lane < 1000; lane += 2) {
                some.add(lane);
            }
            filter.step(fleet, next, some, 0.01);
            fleet.take(next, some);
            filter.stepEach(fleet, next);
        };
        Arrays.fill(fleet.intervals(), 0.01);
        for (int i = 0; i < 200; i++) {
            round.run();
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < 100; i++) {
            round.run();
        }
        long allocated = threads.getThreadAllocatedBytes(thread) - before;

        // The bean's own answers cost some bytes; a number for each lane in each call would be 800 kB.
        assertThat(allocated).isLessThan(2_000);
    }
}
