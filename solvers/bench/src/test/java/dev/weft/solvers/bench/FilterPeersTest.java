package dev.weft.solvers.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.solvers.filter.FilterMethod;
import dev.weft.solvers.filter.FilterModel;
import dev.weft.solvers.filter.FilterPlanes;
import dev.weft.solvers.filter.FleetFilter;
import dev.weft.solvers.filter.Gate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is compared computes the same: the update by kernels, by hand and by matrices. */
class FilterPeersTest {
    private static final int LANES = 50;

    /** Three ways of rounding over 40 updates of numbers of size 1. */
    private static final double ROUNDING = 1e-10;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theLoopByHandIsTheFleetsFilter(int outputs) {
        FilterModel model = FleetFilterBenchmark.model(outputs);
        List<FilterPlanes> kernels = FleetFilterBenchmark.fleet(model, LANES);
        List<FilterPlanes> loop = FleetFilterBenchmark.fleet(model, LANES);
        FleetFilter filter = new FleetFilter(model, FilterMethod.EXTENDED);
        FilterByHand byHand = FleetFilterBenchmark.newFilterByHand();
        double corrected = 0;
        for (int i = 0; i < 40; i++) {
            FilterPlanes now = kernels.get(i % kernels.size());
            FilterPlanes hand = loop.get(i % loop.size());
            filter.step(now, FleetFilterBenchmark.STEP);
            byHand.step(hand);
            requireSame(now, hand);
            assertThat(hand.surprises()).containsExactly(now.surprises(), offset(1e-8));
            assertThat(hand.verdicts()).isEqualTo(now.verdicts());
            for (double verdict : now.verdicts()) {
                corrected += verdict;
            }
        }
        // The readings are of the model, so the gate lets nearly all of them pass: not 99.9 %, for while the parameters
        // are
        // still to be found their slopes err.
        assertThat(corrected / (40 * LANES * outputs)).isGreaterThan(0.95);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void matricesOneByOneAreTheFleetsFilterWithoutAGate(int outputs) {
        FilterModel model = FleetFilterBenchmark.model(outputs).withGate(Gate.OPEN);
        List<FilterPlanes> fleet = FleetFilterBenchmark.fleet(model, LANES);
        FilterOneByOne twins = new FilterOneByOne(
                fleet.get(0),
                FleetFilterBenchmark.STEP,
                FleetFilterBenchmark.SENSOR,
                FleetFilterBenchmark.DRIFT * FleetFilterBenchmark.STEP,
                FleetFilterBenchmark.NOISE * FleetFilterBenchmark.STEP);
        FleetFilter filter = new FleetFilter(model, FilterMethod.EXTENDED);
        for (int i = 0; i < 40; i++) {
            FilterPlanes now = fleet.get(i % fleet.size());
            twins.step(now);
            filter.step(now, FleetFilterBenchmark.STEP);
        }
        for (int lane = 0; lane < LANES; lane++) {
            for (int k = 0; k < 5; k++) {
                assertThat(fleet.get(0).means()[k][lane])
                        .isCloseTo(twins.twin(lane).mean()[k], offset(ROUNDING));
            }
            assertThat(fleet.get(0).covariances()[14][lane])
                    .isCloseTo(twins.twin(lane).covariance().get(4, 4), offset(ROUNDING));
        }
    }

    private static void requireSame(FilterPlanes a, FilterPlanes b) {
        for (int k = 0; k < a.means().length; k++) {
            assertThat(b.means()[k]).containsExactly(a.means()[k], offset(ROUNDING));
        }
        for (int k = 0; k < a.covariances().length; k++) {
            assertThat(b.covariances()[k]).containsExactly(a.covariances()[k], offset(ROUNDING));
        }
    }
}
