package dev.weft.solvers.ode.stiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.ode.stiff.IntegrationReport.Phase;
import dev.weft.solvers.ode.stiff.problems.StiffProblem;
import dev.weft.solvers.ode.stiff.problems.VanDerPol;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutomaticIntegratorTest {
    private static final String EXPLICIT = DormandPrinceMethod.NAME;
    private static final String IMPLICIT = RodasMethod.NAME;

    static List<StiffProblem> problems() {
        return StiffProblem.published();
    }

    /** Validation: published reference solutions; their sources are with the problems. */
    @ParameterizedTest
    @MethodSource("problems")
    void noticesThatAPublishedProblemIsStiffAndReachesItsReference(StiffProblem problem) {
        for (double tolerance : new double[] {1e-6, 1e-8}) {
            AutomaticIntegrator integrator = automatic(problem, tolerance);
            double[] y = integrator
                    .integrate(problem, problem.start(), problem.end())
                    .getPrimaryState();

            // As of the implicit method alone.
            assertThat(problem.relativeError(y))
                    .as("at tolerance %s", tolerance)
                    .isLessThan(10 * tolerance);
            IntegrationReport report = integrator.report();
            assertThat(report.phases()).extracting(Phase::method).startsWith(EXPLICIT, IMPLICIT);
            assertThat(report.jacobians())
                    .isEqualTo(report.phases().stream()
                            .filter(phase -> phase.method().equals(IMPLICIT))
                            .mapToInt(Phase::acceptedSteps)
                            .sum());
        }
    }

    @Test
    void switchesSoonEnoughToSaveTheWork() {
        VanDerPol problem = new VanDerPol();
        AutomaticIntegrator integrator = automatic(problem, 1e-6);
        integrator.integrate(problem, problem.start(), problem.end());
        RodasIntegrator implicit = StiffProblemTest.rodas(problem, 1e-6);
        implicit.integrate(problem, problem.start(), problem.end());

        // The transient is over at 10/μ = 0.01, and each visit of the explicit method ends after some tens of steps.
        assertThat(integrator.report().switchTimes().get(0)).isLessThan(0.1);
        assertThat(integrator.getEvaluations()).isLessThan(2 * implicit.getEvaluations());
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1e-6, 1e-9})
    void findsNothingStiffInTheHarmonicOscillator(double tolerance) {
        AutomaticIntegrator integrator = new AutomaticIntegrator(0, 100, tolerance, tolerance);
        integrator.integrate(
                Equations.of(2, (t, y) -> new double[] {y[1], -y[0]}), new ODEState(0, new double[] {1, 0}), 100);

        IntegrationReport report = integrator.report();
        assertThat(report.phases()).extracting(Phase::method).containsExactly(EXPLICIT);
        assertThat(report.switchTimes()).isEmpty();
        assertThat(report.jacobians()).isZero();
        assertThat(report.factorizations()).isZero();
    }

    @Test
    void returnsToTheExplicitMethodWhereStiffnessEnds() {
        // y' = λ(t) (cos t − y) − sin t, stiff until t = 5; y = cos t throughout.
        OrdinaryDifferentialEquation equation =
                Equations.of(1, (t, y) -> new double[] {(t < 5 ? 1e4 : 1) * (Math.cos(t) - y[0]) - Math.sin(t)});
        AutomaticIntegrator integrator = new AutomaticIntegrator(0, 1, 1e-8, 1e-8);
        double y = integrator.integrate(equation, new ODEState(0, new double[] {1}), 20)
                .getPrimaryState()[0];

        // Errors of 1e-8 a step decay at the rate 1.
        assertThat(y).isCloseTo(Math.cos(20), within(1e-6));
        IntegrationReport report = integrator.report();
        assertThat(report.phases()).extracting(Phase::method).containsExactly(EXPLICIT, IMPLICIT, EXPLICIT);
        assertThat(report.switchTimes().get(0)).isLessThan(1);
        assertThat(report.switchTimes().get(1)).isBetween(5.0, 10.0);
    }

    @Test
    void anIntegrationLeavesNothingBehindForTheNext() {
        VanDerPol problem = new VanDerPol();
        AutomaticIntegrator integrator = automatic(problem, 1e-4);
        double[] first = integrator.integrate(problem, problem.start(), 100).getPrimaryState();
        IntegrationReport report = integrator.report();

        assertThat(integrator.integrate(problem, problem.start(), 100).getPrimaryState())
                .containsExactly(first);
        assertThat(integrator.report()).isEqualTo(report);
    }

    private static AutomaticIntegrator automatic(StiffProblem problem, double tolerance) {
        double[] relative = new double[problem.getDimension()];
        Arrays.fill(relative, tolerance);
        return new AutomaticIntegrator(0, problem.end(), StiffProblemTest.absolute(problem, tolerance), relative);
    }
}
