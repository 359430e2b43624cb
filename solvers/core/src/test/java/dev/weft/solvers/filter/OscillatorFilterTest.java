package dev.weft.solvers.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.fleet.ExplicitRungeKutta;
import dev.weft.solvers.fleet.LanePool;
import dev.weft.solvers.kernel.Generator;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for lanes whatever they estimate, on a nonlinear model. */
class OscillatorFilterTest {
    private static final int LANES = 4500;
    private static final FilterModel MODEL = FilterCases.OSCILLATOR.withGate(new Gate(0.99));

    private static FilterPlanes fleet(FilterModel model, int lanes, int firstSeed) {
        FilterPlanes fleet = FilterPlanes.allocate(model, lanes);
        for (int lane = 0; lane < lanes; lane++) {
            fleet.put(lane, FilterCases.oscillatorStart());
            Random random = new Random(firstSeed + lane);
            fleet.inputs()[0][lane] = random.nextGaussian();
            fleet.intervals()[lane] = 0.05;
            fleet.measured()[0][lane] = lane % 7 == 3 ? Double.NaN : 1 + 0.06 * random.nextGaussian();
            fleet.measured()[1][lane] = lane % 5 == 3 ? Double.NaN : 0.1 * random.nextGaussian();
        }
        return fleet;
    }

    @ParameterizedTest
    @MethodSource("dev.weft.solvers.filter.FilterCases#methods")
    void aLaneDependsNeitherOnItsPlaceNorOnTheThreads(FilterMethod method) {
        FilterPlanes one = fleet(MODEL, LANES, 0);
        FilterPlanes two = fleet(MODEL, LANES, 0);
        FilterPlanes shifted = fleet(MODEL, 100, 4000);
        try (LanePool pool = new LanePool(3)) {
            FleetFilter single = new FleetFilter(MODEL, method);
            FleetFilter several = new FleetFilter(MODEL, method, pool);
            for (int i = 0; i < 3; i++) {
                single.step(one, 0.05);
                several.step(two, 0.05);
                single.step(shifted, 0.05);
            }
        }
        for (int k = 0; k < one.results().length; k++) {
            assertThat(two.results()[k]).isEqualTo(one.results()[k]);
        }
        // Lanes with the same numbers; which readings miss depends on the lane, so only those that agree in that.
        for (int lane = 0; lane < 100; lane++) {
            if (missing(lane) == missing(lane + 4000)) {
                assertThat(shifted.means()[1][lane]).isEqualTo(one.means()[1][lane + 4000]);
            }
        }
        assertThat(one.verdicts()).contains(0, 1, 2);
    }

    private static int missing(int lane) {
        return (lane % 7 == 3 ? 1 : 0) + (lane % 5 == 3 ? 2 : 0);
    }

    @ParameterizedTest
    @MethodSource("dev.weft.solvers.filter.FilterCases#methods")
    void intervalsOfTheirOwnGiveTheSameWhereTheyAreTheSame(FilterMethod method) {
        FilterModel model = MODEL.withDrifts(List.of(Drift.NONE, Drift.walk(1e-3), new Drift(1e-2, 3)));
        FilterPlanes together = fleet(model, 50, 0);
        FilterPlanes each = fleet(model, 50, 0);
        FleetFilter filter = new FleetFilter(model, method);
        each.intervals()[7] = Double.NaN;
        each.intervals()[8] = -1;
        filter.step(together, 0.05);
        filter.stepEach(each);

        for (int lane = 0; lane < 50; lane++) {
            if (lane == 7 || lane == 8) {
                assertThat(each.verdicts()[lane]).isEqualTo(-1);
                assertThat(each.means()[3][lane]).isEqualTo(1);
            } else {
                for (int k = 0; k < 20; k++) {
                    // Rounding of the settings, once computed alone and once in lanes.
                    assertThat(each.results()[k][lane]).isCloseTo(together.results()[k][lane], offset(1e-14));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.weft.solvers.filter.FilterCases#methods")
    void aRefusedReadingLeavesThePrediction(FilterMethod method) {
        FleetFilter filter = new FleetFilter(MODEL, method);
        FilterPlanes wild = fleet(MODEL, 40, 0);
        FilterPlanes silent = fleet(MODEL, 40, 0);
        FilterPlanes predicted = fleet(MODEL, 40, 0);
        for (int k = 0; k < 2; k++) {
            Arrays.fill(wild.measured()[k], k == 0 ? 30 : Double.NaN);
            Arrays.fill(silent.measured()[k], Double.NaN);
        }
        filter.step(wild, 0.05);
        filter.step(silent, 0.05);
        filter.predict(predicted, 0.05);

        for (int k = 0; k < 20; k++) {
            assertThat(wild.results()[k]).isEqualTo(predicted.results()[k]);
            assertThat(silent.results()[k]).isEqualTo(predicted.results()[k]);
        }
        assertThat(wild.verdicts()).containsOnly(0);
        assertThat(wild.surprises()[0]).isGreaterThan(MODEL.gate().threshold(1));
        assertThat(silent.surprises()).containsOnly(0);
        assertThat(silent.innovationVariances()[0][0]).isGreaterThan(1e-4);
    }

    @ParameterizedTest
    @MethodSource("dev.weft.solvers.filter.FilterCases#methods")
    void aLaneThatFailsKeepsItsEstimateAndItsNeighboursGoOn(FilterMethod method) {
        FleetFilter filter = new FleetFilter(MODEL, method);
        FilterPlanes sick = fleet(MODEL, 200, 0);
        FilterPlanes sound = fleet(MODEL, 200, 0);
        sick.inputs()[0][33] = Double.NaN;
        filter.step(sick, 0.05);
        filter.step(sound, 0.05);
        GaussianEstimate kept = FilterCases.oscillatorStart();
        sick.get(33, kept);

        assertThat(kept.mean()).isEqualTo(FilterCases.oscillatorStart().mean());
        assertThat(kept.covariance().data)
                .isEqualTo(FilterCases.oscillatorStart().covariance().data);
        assertThat(sick.verdicts()[33]).isEqualTo(-1);
        for (int lane = 0; lane < 200; lane++) {
            if (lane != 33) {
                assertThat(sick.means()[2][lane]).isEqualTo(sound.means()[2][lane]);
            }
        }
    }

    /** Of the extended filter only: points drawn anew after half of the interval are other points. */
    @Test
    void twoSubstepsAreTwoPredictionsWithoutNoise() {
        FilterMethod method = FilterMethod.EXTENDED;
        FilterModel quiet = MODEL.withStateNoise(List.of(0.0, 0.0)).withDrifts(Collections.nCopies(3, Drift.NONE));
        FilterPlanes once = fleet(quiet, 32, 0);
        FleetFilter two = new FleetFilter(quiet.withFlow(ExplicitRungeKutta.CLASSICAL_4, 2), method);
        FilterPlanes steps = FilterPlanes.of(
                two.model(), once.means().clone(), once.covariances().clone());
        FleetFilter half = new FleetFilter(quiet, method);
        FilterPlanes halves = fleet(quiet, 32, 0);
        System.arraycopy(once.inputs()[0], 0, steps.inputs()[0], 0, 32);
        two.predict(steps, 0.1);
        half.predict(halves, 0.05);
        half.predict(halves, 0.05);

        for (int k = 0; k < 20; k++) {
            assertThat(steps.results()[k]).containsExactly(halves.results()[k], offset(1e-14));
        }
    }

    @Test
    void aCoordinateWithAHomeGoesThere() {
        FilterModel model = MODEL.withDrifts(List.of(Drift.NONE, Drift.NONE, new Drift(0.02, 2)));
        FleetFilter filter = new FleetFilter(model, FilterMethod.EXTENDED);
        FilterPlanes fleet = fleet(model, 1, 0);
        fleet.homes()[2][0] = -1.5;
        double before = fleet.means()[2][0];
        filter.predict(fleet, 0.1);
        double a = Math.exp(-0.05);

        assertThat(fleet.means()[2][0]).isCloseTo(-1.5 + a * (before + 1.5), offset(1e-15));
        // a² P + q τ (1 − a²)/2 for P = 0.3².
        assertThat(fleet.covariances()[5][0]).isCloseTo(a * a * 0.09 + 0.02 * (1 - a * a), offset(1e-15));
        for (int i = 0; i < 2000; i++) {
            filter.predict(fleet, 0.1);
        }
        assertThat(fleet.means()[2][0]).isCloseTo(-1.5, offset(1e-12));
        assertThat(fleet.covariances()[5][0]).isCloseTo(0.02, offset(1e-12));
    }

    /**
     * What Weft's own code allocates. Whether C2 keeps all vectors of these kernels out of objects depends on what else it
     * has compiled in the same JVM, so with the vector module there is nothing to hold it to.
     */
    @ParameterizedTest
    @MethodSource("dev.weft.solvers.filter.FilterCases#methods")
    void aRunningFleetAllocatesNothing(FilterMethod method) {
        assumeTrue(Generator.best() == Generator.SCALAR, "the vector module is present");
        FilterPlanes fleet = fleet(MODEL, 1000, 0);
        FleetFilter filter = new FleetFilter(MODEL, method);
        for (int i = 0; i < 300; i++) {
            filter.step(fleet, 0.01);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < 200; i++) {
            filter.step(fleet, 0.01);
        }
        long allocated = threads.getThreadAllocatedBytes(thread) - before;

        // The bean's own answers cost some bytes; a number for each lane in each call would be 1.6 MB.
        assertThat(allocated).isLessThan(2_000);
    }
}
