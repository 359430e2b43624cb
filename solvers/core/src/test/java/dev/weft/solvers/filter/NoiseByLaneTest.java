package dev.weft.solvers.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lanes with noise of their own are what a filter compiled for each of them says. */
class NoiseByLaneTest {
    private static final int LANES = 5;

    /** The same sums and products, of which others are fused. */
    private static final double ROUNDING = 1e-13;

    private static final FilterModel ALIKE = FilterCases.OSCILLATOR
            .withDrifts(List.of(Drift.NONE, Drift.walk(1e-3), new Drift(1e-2, 3)))
            .withStateNoise(List.of(0.0, 1e-3))
            .withGate(new Gate(0.999));

    private static final FilterModel OWN = ALIKE.withByLane(ByLane.NOISE);

    private static double factor(int lane) {
        return Math.pow(3, lane - 2);
    }

    /** What a calibration of the machine in a lane would have said. */
    private static FilterModel ofLane(int lane) {
        double f = factor(lane);
        return ALIKE.withOutputVariances(List.of(1e-4 * f, 4e-4 / f))
                .withDrifts(List.of(Drift.NONE, Drift.walk(1e-3 * f), new Drift(1e-2 / f, 3)))
                .withStateNoise(List.of(0.0, 1e-3 / f));
    }

    private static FilterPlanes fleet(FilterModel model, int firstLane, int lanes) {
        FilterPlanes fleet = FilterPlanes.allocate(model, lanes);
        for (int i = 0; i < lanes; i++) {
            fleet.put(i, FilterCases.oscillatorStart());
            fleet.homes()[2][i] = -1;
        }
        readings(fleet, firstLane, 0);
        return fleet;
    }

    private static void readings(FilterPlanes fleet, int firstLane, int round) {
        for (int i = 0; i < fleet.lanes(); i++) {
            Random random = new Random(100L * round + firstLane + i);
            fleet.inputs()[0][i] = random.nextGaussian();
            fleet.intervals()[i] = 0.03 + 0.04 * random.nextDouble();
            fleet.measured()[0][i] = 1 + 0.02 * random.nextGaussian();
            fleet.measured()[1][i] = random.nextInt(3) == 0 ? Double.NaN : 0.05 * random.nextGaussian();
        }
    }

    private static FilterPlanes withOwnNoise() {
        FilterPlanes fleet = fleet(OWN, 0, LANES);
        for (int lane = 0; lane < LANES; lane++) {
            FilterModel model = ofLane(lane);
            for (int k = 0; k < 2; k++) {
                fleet.outputVariances()[k][lane] = model.outputVariances().get(k);
            }
            fleet.driftDensities()[1][lane] = model.drifts().get(1).density();
            fleet.driftDensities()[2][lane] = model.drifts().get(2).density();
            fleet.stateNoise()[1][lane] = model.stateNoise().get(1);
        }
        return fleet;
    }

    @ParameterizedTest
    @MethodSource("dev.weft.solvers.filter.FilterCases#methods")
    void aLaneFollowsItsOwnNoise(FilterMethod method) {
        FleetFilter shared = new FleetFilter(OWN, method);
        FilterPlanes fleet = withOwnNoise();
        FilterPlanes[] alone = new FilterPlanes[LANES];
        FleetFilter[] filters = new FleetFilter[LANES];
        for (int lane = 0; lane < LANES; lane++) {
            alone[lane] = fleet(ofLane(lane), lane, 1);
            filters[lane] = new FleetFilter(ofLane(lane), method);
        }
        for (int round = 1; round <= 6; round++) {
            boolean together = round % 2 == 0;
            readings(fleet, 0, round);
            if (together) {
                shared.step(fleet, 0.05);
            } else {
                shared.stepEach(fleet);
            }
            for (int lane = 0; lane < LANES; lane++) {
                readings(alone[lane], lane, round);
                if (together) {
                    filters[lane].step(alone[lane], 0.05);
                } else {
                    filters[lane].stepEach(alone[lane]);
                }
                for (int k = 0; k < fleet.results().length; k++) {
                    double expected = alone[lane].results()[k][0];
                    if (Double.isNaN(expected)) {
                        assertThat(fleet.results()[k][lane]).isNaN();
                    } else {
                        assertThat(fleet.results()[k][lane])
                                .as("plane %d, lane %d, round %d", k, lane, round)
                                .isCloseTo(expected, offset(ROUNDING * (1 + Math.abs(expected))));
                    }
                }
            }
        }
        // Not all alike after all: the lanes' sensors differ by a factor of 81.
        assertThat(fleet.covariances()[9][0]).isLessThan(0.5 * fleet.covariances()[9][4]);
    }

    @Test
    void theSmootherKnowsTheNoiseOfEachLane() {
        FleetFilter shared = new FleetFilter(OWN, FilterMethod.UNSCENTED);
        FilterPlanes fleet = withOwnNoise();
        FilterHistory history = FilterHistory.allocate(OWN, LANES, 9);
        history.begin(fleet);
        for (int round = 1; round <= 8; round++) {
            readings(fleet, 0, round);
            shared.stepEach(fleet);
            history.keepEach(fleet);
        }
        new FleetSmoother(OWN, FilterMethod.UNSCENTED).smooth(history);

        for (int lane = 0; lane < LANES; lane++) {
            FilterModel model = ofLane(lane);
            FleetFilter filter = new FleetFilter(model, FilterMethod.UNSCENTED);
            FilterPlanes one = fleet(model, lane, 1);
            FilterHistory kept = FilterHistory.allocate(model, 1, 9);
            kept.begin(one);
            for (int round = 1; round <= 8; round++) {
                readings(one, lane, round);
                filter.stepEach(one);
                kept.keepEach(one);
            }
            new FleetSmoother(model, FilterMethod.UNSCENTED).smooth(kept);
            for (int k = 0; k < 15; k++) {
                // Eight steps back through gains: rounding grows by the condition of P, some 1e3 here.
                assertThat(history.covariances(2)[k][lane]).isCloseTo(kept.covariances(2)[k][0], offset(1e-11));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.weft.solvers.filter.FilterCases#methods")
    void aNumberThatIsNoVarianceHarmsItsOwnLaneOnly(FilterMethod method) {
        FilterModel model = OWN.withGate(Gate.OPEN);
        FleetFilter filter = new FleetFilter(model, method);
        double[] wrong = {0, -1e-4, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        FilterPlanes sick = fleet(model, 0, 40);
        FilterPlanes predicted = fleet(model, 0, 40);
        FilterPlanes sound = fleet(model, 0, 40);
        for (int i = 0; i < wrong.length; i++) {
            sick.outputVariances()[i % 2][i] = wrong[i];
            sick.stateNoise()[1][10 + i] = wrong[i];
            sick.driftDensities()[2][20 + i] = wrong[i];
        }
        filter.step(sick, 0.05);
        filter.step(sound, 0.05);
        filter.predict(predicted, 0.05);
        for (int lane = 0; lane < 40; lane++) {
            // No noise at all is a noise like any other.
            boolean refused = lane < wrong.length;
            boolean failed = lane > 10 && lane < 15 || lane > 20 && lane < 25;
            for (int k = 0; k < 20 && !failed; k++) {
                FilterPlanes expected = refused ? predicted : sound;
                if (lane != 10 && lane != 20) {
                    assertThat(sick.results()[k][lane])
                            .as("plane %d, lane %d", k, lane)
                            .isEqualTo(expected.results()[k][lane]);
                }
            }
            assertThat(sick.verdicts()[lane]).isEqualTo(refused ? 0 : failed ? -1 : sound.verdicts()[lane]);
            if (failed) {
                assertThat(sick.means()[3][lane]).isEqualTo(1);
            }
        }
        assertThat(sick.covariances()[14][10]).isLessThan(sound.covariances()[14][10]);
    }
}
