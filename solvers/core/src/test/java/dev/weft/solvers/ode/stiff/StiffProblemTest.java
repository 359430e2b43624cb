package dev.weft.solvers.ode.stiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.ode.stiff.problems.Hires;
import dev.weft.solvers.ode.stiff.problems.Robertson;
import dev.weft.solvers.ode.stiff.problems.ScaledVanDerPol;
import dev.weft.solvers.ode.stiff.problems.StiffProblem;
import dev.weft.solvers.ode.stiff.problems.VanDerPol;
import dev.weft.solvers.testing.Differences;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.ode.ODEIntegrator;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Validation: published reference solutions; their sources are with the problems. */
class StiffProblemTest {
    static List<StiffProblem> problems() {
        return StiffProblem.published();
    }

    @ParameterizedTest
    @MethodSource("problems")
    void reachesTheReferenceByItsOwnJacobian(StiffProblem problem) {
        checkReference(problem, problem);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void reachesTheReferenceByDifferences(StiffProblem problem) {
        checkReference(problem, problem.withoutJacobian());
    }

    private static void checkReference(StiffProblem problem, OrdinaryDifferentialEquation equation) {
        for (double tolerance : new double[] {1e-6, 1e-8}) {
            double[] y = rodas(problem, tolerance)
                    .integrate(equation, problem.start(), problem.end())
                    .getPrimaryState();
            // Each step may err by the tolerance. Van der Pol's oscillator and the Oregonator turn the sum into an
            // error of the date of a jump, amplified three to six times.
            assertThat(problem.relativeError(y))
                    .as("at tolerance %s", tolerance)
                    .isLessThan(10 * tolerance);
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void jacobianIsThatOfTheRates(StiffProblem problem) {
        int n = problem.getDimension();
        double[] y = new double[n];
        Arrays.setAll(y, i -> 0.3 + 0.1 * i);
        double[] jacobian = new double[n * n];
        problem.jacobian(0, y, jacobian);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                int row = i;
                int column = j;
                Differences.Estimate estimate = Differences.derivative(
                        value -> {
                            double[] at = y.clone();
                            at[column] = value;
                            return problem.computeDerivatives(0, at)[row];
                        },
                        y[j],
                        0.1);
                // Rounding of the largest rate, 1e7, over the difference of 0.1.
                assertThat(jacobian[i * n + j])
                        .as("∂f%s/∂y%s", i, j)
                        .isCloseTo(estimate.value(), within(1e-6 + 1e-9 * Math.abs(estimate.value())));
            }
        }
    }

    @Test
    void robertsonConservesMass() {
        Robertson problem = new Robertson();
        double[] worst = {0};
        for (OrdinaryDifferentialEquation equation : List.of(problem, problem.withoutJacobian())) {
            RodasIntegrator integrator = rodas(problem, 1e-8);
            integrator.addStepHandler(step -> {
                double mass =
                        Arrays.stream(step.getCurrentState().getPrimaryState()).sum();
                worst[0] = Math.max(worst[0], Math.abs(mass - 1));
            });
            integrator.integrate(equation, problem.start(), problem.end());
        }
        assertThat(worst[0]).isLessThan(1e-10);
    }

    @Test
    void explicitMethodNeedsTwentyTimesTheEvaluations() {
        VanDerPol problem = new VanDerPol();
        RodasIntegrator stiff = rodas(problem, 1e-6);
        stiff.integrate(problem.withoutJacobian(), problem.start(), problem.end());
        // Stability allows it about 0.002; a step of the size of the interval overflows, which Hipparchus does not
        // retry.
        ODEIntegrator explicit = new DormandPrince853Integrator(0, 0.01, 1e-6, 1e-6);
        explicit.setMaxEvaluations(20 * stiff.getEvaluations());

        assertThatThrownBy(() -> explicit.integrate(problem, problem.start(), problem.end()))
                .isInstanceOf(MathIllegalStateException.class)
                .hasMessageContaining("maximal count");
    }

    @Test
    void countsTheWork() {
        StiffProblem problem = new ScaledVanDerPol();
        RodasIntegrator integrator = rodas(problem, 1e-6);
        integrator.integrate(problem, problem.start(), problem.end());

        IntegrationReport report = integrator.report();
        assertThat(report.phases()).hasSize(1);
        assertThat(report.switchTimes()).isEmpty();
        assertThat(report.jacobians()).isEqualTo(report.acceptedSteps());
        assertThat(report.factorizations()).isEqualTo(report.acceptedSteps() + report.rejectedSteps());
        assertThat(report.evaluations()).isEqualTo(integrator.getEvaluations());
        // Six a good step, five or fewer a refused one, one for the start and one for the guess of the first step.
        assertThat(report.evaluations())
                .isBetween(6 * report.acceptedSteps(), 6 * report.acceptedSteps() + 5 * report.rejectedSteps() + 2);
    }

    /** Return an integrator whose absolute tolerance is below the size of the problem's components at the end. */
    static RodasIntegrator rodas(StiffProblem problem, double tolerance) {
        double[] relative = new double[problem.getDimension()];
        Arrays.fill(relative, tolerance);
        return new RodasIntegrator(0, problem.end(), absolute(problem, tolerance), relative);
    }

    static double[] absolute(StiffProblem problem, double tolerance) {
        double[] absolute = new double[problem.getDimension()];
        double scale = problem instanceof Robertson ? 1e-10 : problem instanceof Hires ? 1e-4 : 1;
        Arrays.fill(absolute, scale * tolerance);
        return absolute;
    }
}
