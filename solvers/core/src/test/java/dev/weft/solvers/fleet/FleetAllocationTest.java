package dev.weft.solvers.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.weft.solvers.ode.Tolerances;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FleetAllocationTest {
    static Stream<FleetIntegrator> integrators() {
        return Stream.of(
                new FixedStepIntegrator(FleetProblem.FORCED.system(), ExplicitRungeKutta.CLASSICAL_4, 0.01),
                new AdaptiveIntegrator(
                        FleetProblem.FORCED.system(), ExplicitRungeKutta.DORMAND_PRINCE_54, Tolerances.STANDARD),
                new AdaptiveIntegrator(FleetProblem.FORCED.system(), Rosenbrock.RODAS_43, Tolerances.STANDARD),
                new ExponentialIntegrator(FleetProblem.FORCED.system()));
    }

    @ParameterizedTest
    @MethodSource("integrators")
    void aRunningFleetAllocatesNothing(FleetIntegrator integrator) {
        FleetPlanes fleet = FleetProblem.FORCED.fleet(1000);
        // The first calls compile kernels and make scratch; the JIT then takes boxed vectors apart.
        for (int i = 0; i < 300; i++) {
            integrator.advance(fleet, i, 0.05);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < 200; i++) {
            integrator.advance(fleet, i, 0.05);
        }
        long allocated = threads.getThreadAllocatedBytes(thread) - before;

        // The bean's own answers cost some bytes; a single array of a lane's width in each call would be 1.6 MB.
        assertThat(allocated).isLessThan(2_000);
    }
}
