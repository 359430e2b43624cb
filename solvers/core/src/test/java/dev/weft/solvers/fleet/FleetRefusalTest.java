package dev.weft.solvers.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.solvers.ode.OdeSystem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetRefusalTest {
    private final OdeSystem system = FleetProblem.FORCED.system();
    private final FleetIntegrator integrator = new FixedStepIntegrator(system, ExplicitRungeKutta.CLASSICAL_4, 0.1);

    @Test
    void planesOfAnotherShapeAreRefusedWithBothShapes() {
        double[][] two = new double[2][5];
        double[][] one = new double[1][5];

        assertThatThrownBy(() -> FleetPlanes.of(system, one, two, one))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("states = 1×5, expected 2×5");
        assertThatThrownBy(() -> FleetPlanes.of(system, two, one, one))
                .hasMessageStartingWith("parameters = 1×5, expected 2×5");
        assertThatThrownBy(() -> FleetPlanes.of(system, two, two, two))
                .hasMessageStartingWith("inputs = 2×5, expected 1×5");
        assertThatThrownBy(() -> FleetPlanes.of(system, two, new double[][] {new double[5], new double[4]}, one))
                .hasMessageStartingWith("plane 1 of parameters = 1×4, expected 1×5");
        assertThatThrownBy(() -> FleetPlanes.of(system, new double[2][0], new double[2][0], new double[1][0]))
                .hasMessage("lanes = 0, expected 1 or more");
        assertThatThrownBy(() -> FleetPlanes.allocate(system, -1)).hasMessage("lanes = -1, expected 1 or more");
        FleetPlanes fleet = FleetPlanes.allocate(system, 5);
        assertThatThrownBy(() -> new FleetOutputs(system).evaluate(fleet, one))
                .hasMessageStartingWith("outputs = 1×5, expected 2×5");
        assertThatThrownBy(() -> fleet.set(0, new double[1], new double[2])).hasMessage("state = 1×1, expected 2×1");
        assertThatThrownBy(() -> fleet.set(0, new double[2], new double[3]))
                .hasMessage("parameters = 3×1, expected 2×1");
        assertThatThrownBy(() -> fleet.state(0, new double[3])).hasMessage("state = 3×1, expected 2×1");
        assertThatThrownBy(() -> fleet.revive(5)).hasMessage("lane = 5, expected 0 to 4");
    }

    @Test
    void valuesThatAreNotFiniteAreRefusedByNameAndLane() {
        double[][] two = new double[2][5];
        double[][] bad = new double[2][5];
        bad[1][3] = Double.NaN;
        double[][] one = new double[1][5];

        assertThatThrownBy(() -> FleetPlanes.of(system, bad, two, one))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("state b of lane 3 = NaN, expected a finite number");
        assertThatThrownBy(() -> FleetPlanes.of(system, two, bad, one))
                .hasMessage("parameter q of lane 3 = NaN, expected a finite number");
        FleetPlanes fleet = FleetPlanes.allocate(system, 5);
        assertThatThrownBy(() -> fleet.set(2, new double[2], new double[] {0, Double.POSITIVE_INFINITY}))
                .hasMessage("parameter q of lane 2 = Infinity, expected a finite number");
        fleet.inputs()[0][4] = Double.NaN;
        assertThatThrownBy(() -> integrator.integrate(fleet, new double[] {0, 1}, (i, t, f) -> {}))
                .hasMessage("input u of lane 4 = NaN, expected a finite number");
        FleetPlanes shared = FleetPlanes.allocateWithSharedInputs(system, 5);
        shared.sharedInputs()[0] = Double.NaN;
        assertThatThrownBy(shared::checkFinite).hasMessage("shared input u = NaN, expected a finite number");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-9, Double.NaN, Double.POSITIVE_INFINITY})
    void anIntervalThatIsNoneIsRefused(double dt) {
        assertThatThrownBy(() -> integrator.advance(FleetPlanes.allocate(system, 1), 0, dt))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("interval dt = " + dt + ", expected a finite number >= 0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 0, Double.NaN, Double.POSITIVE_INFINITY})
    void aStepThatIsNoneIsRefused(double step) {
        assertThatThrownBy(() -> new FixedStepIntegrator(system, ExplicitRungeKutta.CLASSICAL_4, step))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("longest step = " + step + ", expected a finite number > 0");
    }

    @Test
    void aGridThatDoesNotIncreaseIsRefused() {
        FleetPlanes fleet = FleetPlanes.allocate(system, 1);

        assertThatThrownBy(() -> integrator.integrate(fleet, new double[] {0, 1, 1}, (i, t, f) -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("time[2] = 1.0, expected > time[1] = 1.0");
        assertThatThrownBy(() -> integrator.integrate(fleet, new double[] {0, Double.NaN}, (i, t, f) -> {}))
                .hasMessageStartingWith("time[1] = NaN");
        assertThatThrownBy(() -> integrator.integrate(fleet, new double[0], (i, t, f) -> {}))
                .hasMessageStartingWith("times = 0×1");
    }

    @Test
    void aFleetOfAnotherSystemIsRefused() {
        FleetPlanes other = FleetProblem.LOGISTIC.fleet(2);

        assertThatThrownBy(() -> integrator.advance(other, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another system");
        assertThatThrownBy(() -> new FleetOutputs(system).evaluate(other, new double[1][2]))
                .hasMessageContaining("another system");
    }

    @Test
    void overAGridInputsMayChangeAndOutputsBeRead() {
        FleetPlanes fleet = FleetProblem.FORCED.fleet(3);
        ExponentialIntegrator exact = new ExponentialIntegrator(system);
        FleetOutputs outputs = new FleetOutputs(system);
        double[][] y = new double[2][3];
        List<Double> seen = new ArrayList<>();

        FleetResult result = exact.integrate(fleet, new double[] {0, 1, 3}, (index, time, f) -> {
            f.inputs()[0][0] = index;
            outputs.evaluate(f, y);
            seen.add(y[1][0] - y[0][0] - index * f.states()[1][0]);
        });

        assertThat(result.complete()).isTrue();
        assertThat(result.time()).isEqualTo(3);
        assertThat(result.lanes()).isEqualTo(3);
        // y₂ = a + b u; the sum is rounded once or twice.
        assertThat(seen).hasSize(3).allSatisfy(d -> assertThat(Math.abs(d)).isLessThan(1e-15));
    }
}
