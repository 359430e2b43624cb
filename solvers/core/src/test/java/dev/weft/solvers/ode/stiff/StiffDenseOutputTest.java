package dev.weft.solvers.ode.stiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hipparchus.ode.DenseOutputModel;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.ODEStateAndDerivative;
import org.hipparchus.ode.nonstiff.AdaptiveStepsizeIntegrator;
import org.hipparchus.ode.sampling.ODEStateInterpolator;
import org.hipparchus.ode.sampling.ODEStepHandler;
import org.hipparchus.ode.sampling.StepNormalizer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Validation: what Hipparchus' step handlers see, against the closed form y₂ = e^{−t}. */
class StiffDenseOutputTest {
    private static final ODEState ONE = new ODEState(0, new double[] {1, 1});

    static Stream<AdaptiveStepsizeIntegrator> integrators() {
        return Stream.of(new RodasIntegrator(0, 10, 1e-8, 1e-8), new AutomaticIntegrator(0, 10, 1e-8, 1e-8));
    }

    @ParameterizedTest
    @MethodSource("integrators")
    void stepsJoinWithoutGaps(AdaptiveStepsizeIntegrator integrator) {
        Recorder recorder = new Recorder();
        integrator.addStepHandler(recorder);
        ODEStateAndDerivative end = integrator.integrate(Equations.follower(), ONE, 5);

        assertThat(recorder.calls).startsWith("init", "step").endsWith("step", "finish");
        assertThat(recorder.calls).filteredOn("init"::equals).hasSize(1);
        assertThat(recorder.calls).filteredOn("finish"::equals).hasSize(1);
        double reached = 0;
        for (ODEStateInterpolator step : recorder.steps) {
            double begin = step.getPreviousState().getTime();
            double stop = step.getCurrentState().getTime();
            assertThat(begin).isEqualTo(reached);
            // The polynomial passes through the states at both ends; theta is rounded.
            assertThat(step.getInterpolatedState(begin).getPrimaryState()[1])
                    .isCloseTo(step.getPreviousState().getPrimaryState()[1], within(1e-14));
            assertThat(step.getInterpolatedState(stop).getPrimaryState()[1])
                    .isCloseTo(step.getCurrentState().getPrimaryState()[1], within(1e-14));
            reached = stop;
        }
        assertThat(reached).isEqualTo(5).isEqualTo(end.getTime());
    }

    @ParameterizedTest
    @MethodSource("integrators")
    void interpolatesOnAGrid(AdaptiveStepsizeIntegrator integrator) {
        List<Double> times = new ArrayList<>();
        integrator.addStepHandler(new StepNormalizer(0.125, (state, isLast) -> {
            times.add(state.getTime());
            double expected = Math.exp(-state.getTime());
            // Order 3 within steps chosen for order 4: about ten tolerances.
            assertThat(state.getPrimaryState()[1]).isCloseTo(expected, within(1e-6));
            assertThat(state.getPrimaryDerivative()[1]).isCloseTo(-expected, within(1e-4));
        }));
        integrator.integrate(Equations.follower(), ONE, 5);

        assertThat(times).hasSize(41);
    }

    @ParameterizedTest
    @MethodSource("integrators")
    void interpolatorsStayValidAfterTheIntegration(AdaptiveStepsizeIntegrator integrator) {
        DenseOutputModel model = new DenseOutputModel();
        integrator.addStepHandler(model);
        integrator.integrate(Equations.follower(), ONE, 5);

        for (double t = 0; t <= 5; t += 0.01) {
            // As on the grid.
            assertThat(model.getInterpolatedState(t).getPrimaryState()[1]).isCloseTo(Math.exp(-t), within(1e-6));
        }
    }

    private static final class Recorder implements ODEStepHandler {
        final List<String> calls = new ArrayList<>();
        final List<ODEStateInterpolator> steps = new ArrayList<>();

        @Override
        public void init(ODEStateAndDerivative start, double finalTime) {
            calls.add("init");
        }

        @Override
        public void handleStep(ODEStateInterpolator step) {
            calls.add("step");
            steps.add(step);
        }

        @Override
        public void finish(ODEStateAndDerivative end) {
            calls.add("finish");
        }
    }
}
