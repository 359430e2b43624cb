package dev.weft.solvers.ode.stiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.ode.stiff.Equations.Crossing;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.ODEStateAndDerivative;
import org.hipparchus.ode.events.Action;
import org.hipparchus.ode.events.ODEEventDetector;
import org.hipparchus.ode.events.ODEEventHandler;
import org.hipparchus.ode.nonstiff.AdaptiveStepsizeIntegrator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Validation: events of a stiff equation at times known in closed form. */
class StiffEventTest {
    private static final ODEState ONE = new ODEState(0, new double[] {1, 1});
    private static final double LN_2 = Math.log(2);

    static Stream<AdaptiveStepsizeIntegrator> integrators() {
        return Stream.of(new RodasIntegrator(0, 10, 1e-9, 1e-9), new AutomaticIntegrator(0, 10, 1e-9, 1e-9));
    }

    @ParameterizedTest
    @MethodSource("integrators")
    void stopsWhereTheLevelIsReached(AdaptiveStepsizeIntegrator integrator) {
        integrator.addEventDetector(new Crossing(1, 0.5, (state, detector, increasing) -> Action.STOP));

        ODEStateAndDerivative end = integrator.integrate(Equations.follower(), ONE, 10);

        // 1e-9 a step, of which a few tens add up; e^{−t} is 1/2 at ln 2.
        assertThat(end.getTime()).isCloseTo(LN_2, within(1e-7));
        assertThat(end.getPrimaryState()[1]).isCloseTo(0.5, within(1e-10));
    }

    @ParameterizedTest
    @MethodSource("integrators")
    void goesOnFromAStateThatAHandlerReset(AdaptiveStepsizeIntegrator integrator) {
        List<Double> times = new ArrayList<>();
        integrator.addEventDetector(new Crossing(1, 0.5, new Doubling(times)));

        ODEStateAndDerivative end = integrator.integrate(Equations.follower(), ONE, 3.5);

        assertThat(times).hasSize(5);
        for (int i = 0; i < 5; i++) {
            // Each period adds its own error to the date.
            assertThat(times.get(i)).isCloseTo((i + 1) * LN_2, within((i + 1) * 1e-7));
        }
        assertThat(end.getTime()).isEqualTo(3.5);
        double expected = Math.exp(-(3.5 - 5 * LN_2));
        assertThat(end.getPrimaryState()[1]).isCloseTo(expected, within(1e-6));
        // The fast component jumped after the slow one; it lags by 1/FAST.
        assertThat(end.getPrimaryState()[0]).isCloseTo(expected * (1 + 1 / Equations.FAST), within(1e-6));
    }

    @ParameterizedTest
    @MethodSource("integrators")
    void endsWhereAResetFallsOnTheEnd(AdaptiveStepsizeIntegrator integrator) {
        List<Double> times = new ArrayList<>();
        integrator.addEventDetector(new Crossing(1, 0.5, new Doubling(times)));
        double dateOfEvent = firstEvent();

        ODEStateAndDerivative end = integrator.integrate(Equations.follower(), ONE, dateOfEvent + 1e-15);

        assertThat(end.getTime()).isEqualTo(dateOfEvent + 1e-15);
    }

    @ParameterizedTest
    @MethodSource("integrators")
    void findsEventsBackwards(AdaptiveStepsizeIntegrator integrator) {
        // A slow growth backwards; the fast component would explode in that direction, so it is left out.
        integrator.addEventDetector(new Crossing(0, 0.5, (state, detector, increasing) -> Action.STOP));
        ODEStateAndDerivative end = integrator.integrate(
                Equations.of(1, (t, y) -> new double[] {y[0]}), new ODEState(0, new double[] {1}), -10);

        assertThat(end.getTime()).isCloseTo(-LN_2, within(1e-7));
    }

    private static double firstEvent() {
        AdaptiveStepsizeIntegrator integrator = new RodasIntegrator(0, 10, 1e-9, 1e-9);
        integrator.addEventDetector(new Crossing(1, 0.5, (state, detector, increasing) -> Action.STOP));
        return integrator.integrate(Equations.follower(), ONE, 10).getTime();
    }

    /** Set the slow component back to 1. */
    private record Doubling(List<Double> times) implements ODEEventHandler {
        @Override
        public Action eventOccurred(ODEStateAndDerivative state, ODEEventDetector detector, boolean increasing) {
            if (increasing) {
                // Hipparchus takes the jump of a reset for a second crossing; so do its own integrators.
                return Action.CONTINUE;
            }
            times.add(state.getTime());
            return Action.RESET_STATE;
        }

        @Override
        public ODEState resetState(ODEEventDetector detector, ODEStateAndDerivative state) {
            return new ODEState(state.getTime(), new double[] {state.getPrimaryState()[0], 1});
        }
    }
}
