package dev.weft.sdk.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.model.ModelCard;
import dev.weft.sdk.model.NoiseModel;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.testing.Lab;
import dev.weft.sdk.weights.WeightLayout;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.solvers.filter.Drift;
import dev.weft.solvers.filter.FilterMethod;
import dev.weft.solvers.filter.FilterModel;
import dev.weft.solvers.filter.FilterPlanes;
import dev.weft.solvers.filter.FleetFilter;
import dev.weft.solvers.fleet.ExplicitRungeKutta;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The fleet's filter in its extended form is the filter of one twin with tangents, but for the integrator. */
class FleetFilterAgreementTest {
    private static final double STEP = 0.1;
    private static final int READINGS = 60;
    private static final double[] SENSORS = {0.05, 0.3};

    /** Eight steps of Dormand–Prince 5 over ω Δt = 0.5 err by some 1e-9, the one twin's flow is held to 1e-8. */
    private static final double FLOWS = 1e-6;

    @Test
    void bothFollowTheSameReadingsAlike() {
        MassSpringDamper prior = new MassSpringDamper();
        double[] theta = WeightLayout.of(prior).toWeights(new double[] {2.5, 40, 1.5, 0.7, 0.5});
        PhysicsModel model = new PhysicsModel(
                prior,
                GaussianEstimate.independent(theta, new double[] {0.3, 0.3, 0.3, 0.4, 2}),
                new NoiseModel(SENSORS, new double[] {0.02, 0.1}, 0.05),
                STEP,
                ModelCard.nominal());
        MeasuredSeries series = Lab.measure(
                prior,
                new double[] {2, 50, 1.5},
                new double[] {1, -1},
                Lab.times(READINGS, STEP),
                Lab.jumps(READINGS, 3, 5, new double[] {-10, 10}),
                SENSORS,
                11);
        WeightFilter filter = new WeightFilter(model, Linearisation.TANGENT);
        Expectation expectation = filter.newExpectation();
        GaussianEstimate one = model.start();
        FilterModel fleetModel = fleetModel(model);
        FleetFilter fleetFilter = new FleetFilter(fleetModel, FilterMethod.EXTENDED);
        FilterPlanes fleet = FilterPlanes.allocate(fleetModel, 3);
        fleet.put(1, one);
        GaussianEstimate lane = one.copy();
        for (int i = 0; i + 1 < READINGS; i++) {
            double[] y = series.outputs(i + 1).clone();
            y[i % 2] = i % 3 == 0 ? Double.NaN : y[i % 2];
            fleet.inputs()[0][1] = series.inputs(i)[0];
            fleet.measured()[0][1] = y[0];
            fleet.measured()[1][1] = y[1];
            fleetFilter.step(fleet, STEP);
            filter.propagate(one, series.time(i), STEP, series.inputs(i));
            filter.expect(one, series.inputs(i + 1), expectation);
            double surprise = filter.correct(one, expectation, y);
            fleet.get(1, lane);

            assertThat(fleet.surprises()[1]).isCloseTo(surprise, offset(FLOWS * (1 + surprise)));
            assertThat(Math.sqrt(fleet.innovationVariances()[0][1]))
                    .isCloseTo(expectation.standardDeviation(0), offset(FLOWS));
            assertThat(lane.mean()).containsExactly(one.mean(), offset(FLOWS));
            assertThat(lane.covariance().data).containsExactly(one.covariance().data, offset(FLOWS));
        }
    }

    private static FilterModel fleetModel(PhysicsModel model) {
        NoiseModel noise = model.noise();
        List<Drift> drifts = new ArrayList<>();
        model.prior()
                .parameters()
                .forEach(p -> drifts.add(p.ages() ? Drift.walk(noise.drift() * noise.drift()) : Drift.NONE));
        return FilterModel.of(model.prior().system(), List.of(square(SENSORS[0]), square(SENSORS[1])))
                .withCoordinates(model.layout().parameterCoordinates())
                .withDrifts(drifts)
                .withStateNoise(List.of(square(noise.state(0)), square(noise.state(1))))
                .withFlow(ExplicitRungeKutta.DORMAND_PRINCE_54, 8);
    }

    private static double square(double x) {
        return x * x;
    }
}
