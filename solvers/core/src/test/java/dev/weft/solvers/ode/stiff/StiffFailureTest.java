package dev.weft.solvers.ode.stiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.ode.ExpandableODE;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.SecondaryODE;
import org.hipparchus.ode.nonstiff.AdaptiveStepsizeIntegrator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StiffFailureTest {
    private static final ODEState TWO = new ODEState(0, new double[] {1, 1});

    static Stream<AdaptiveStepsizeIntegrator> integrators() {
        return Stream.of(new RodasIntegrator(0, 10, 1e-8, 1e-8), new AutomaticIntegrator(0, 10, 1e-8, 1e-8));
    }

    @ParameterizedTest
    @MethodSource("integrators")
    void aPoleEndsInAnExceptionThatCarriesTimeAndStep(AdaptiveStepsizeIntegrator integrator) {
        // y₂' = y₂² from 1 has its pole at t = 1; the quiet first component is not to blame.
        OrdinaryDifferentialEquation pole = Equations.of(2, (t, y) -> new double[] {-y[0], y[1] * y[1]});

        StepFailedException e =
                catchThrowableOfType(StepFailedException.class, () -> integrator.integrate(pole, TWO, 2));

        // y = 1/(1 − t) has a local error of 1e-8 relative, and so has 1 − t, each of some hundred steps.
        assertThat(e.time()).isCloseTo(1, within(1e-5));
        assertThat(e.step()).isGreaterThan(0).isLessThan(1e-9);
        assertThat(e.component()).isEqualTo(1);
        assertThat(e).hasMessageContaining("t = " + e.time()).hasMessageContaining("pole");
    }

    @ParameterizedTest
    @MethodSource("integrators")
    void aSmallestStepIsHonoured(AdaptiveStepsizeIntegrator integrator) {
        integrator.setStepSizeControl(1e-3, 10, 1e-10, 1e-10);
        OrdinaryDifferentialEquation pole = Equations.of(2, (t, y) -> new double[] {-y[0], y[1] * y[1]});

        assertThatThrownBy(() -> integrator.integrate(pole, TWO, 2))
                .isInstanceOfSatisfying(
                        StepFailedException.class, e -> assertThat(e.step()).isEqualTo(1e-3))
                .hasMessageContaining("expected |h| > 0.001");
    }

    @ParameterizedTest
    @MethodSource("integrators")
    void aTrialStageOutsideTheDomainOnlyShortensTheStep(AdaptiveStepsizeIntegrator integrator) {
        // Torricelli's tank y' = −√y from 1 is empty at t = 2; y = (1 − t/2)².
        OrdinaryDifferentialEquation tank = Equations.of(1, (t, y) -> new double[] {-Math.sqrt(y[0])});
        double y = integrator.integrate(tank, new ODEState(0, new double[] {1}), 1.99)
                .getPrimaryState()[0];

        // The tolerance of 1e-8, over some tens of steps.
        assertThat(y).isCloseTo(0.005 * 0.005, within(1e-6));
    }

    @ParameterizedTest
    @MethodSource("integrators")
    void ratesThatCeaseToBeNumbersNameTheirTime(AdaptiveStepsizeIntegrator integrator) {
        OrdinaryDifferentialEquation broken =
                Equations.of(2, (t, y) -> new double[] {-y[0], t > 0.5 ? Double.NaN : -y[1]});

        assertThatThrownBy(() -> integrator.integrate(broken, TWO, 2))
                .isInstanceOfSatisfying(StepFailedException.class, e -> {
                    assertThat(e.time()).isCloseTo(0.5, within(1e-9));
                    assertThat(e.component()).isEqualTo(1);
                })
                .hasMessageContaining("not finite");
    }

    @ParameterizedTest
    @MethodSource("integrators")
    void ratesThatAreNoNumbersAtTheStartAreRefusedThere(AdaptiveStepsizeIntegrator integrator) {
        OrdinaryDifferentialEquation broken = Equations.of(2, (t, y) -> new double[] {1, Double.NaN});

        assertThatThrownBy(() -> integrator.integrate(broken, TWO, 2))
                .isInstanceOfSatisfying(StepFailedException.class, e -> {
                    assertThat(e.time()).isEqualTo(0);
                    assertThat(e.component()).isEqualTo(1);
                })
                .hasMessageContaining("rate at the start");
    }

    @ParameterizedTest
    @MethodSource("integrators")
    void theLimitOfEvaluationsHolds(AdaptiveStepsizeIntegrator integrator) {
        integrator.setMaxEvaluations(50);
        assertThatThrownBy(() -> integrator.integrate(Equations.follower(), TWO, 2))
                .isInstanceOf(MathIllegalStateException.class)
                .hasMessageContaining("50");
        integrator.setMaxEvaluations(-1);
        assertThat(integrator.integrate(Equations.follower(), TWO, 2).getTime()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("integrators")
    void mismatchedDimensionsAreRefused(AdaptiveStepsizeIntegrator integrator) {
        assertThatThrownBy(() -> integrator.integrate(Equations.of(3, (t, y) -> new double[3]), TWO, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("primary state 2×1, equations 3×1");

        integrator.setStepSizeControl(0, 1, new double[] {1, 1, 1}, new double[] {1, 1, 1});
        assertThatThrownBy(() -> integrator.integrate(Equations.follower(), TWO, 2))
                .isInstanceOf(MathIllegalArgumentException.class)
                .hasMessageContaining("2")
                .hasMessageContaining("3");
    }

    @ParameterizedTest
    @MethodSource("integrators")
    void aMissingSecondaryStateIsRefused(AdaptiveStepsizeIntegrator integrator) {
        ExpandableODE complete = new ExpandableODE(Equations.follower());
        complete.addSecondaryEquations(new SecondaryODE() {
            @Override
            public int getDimension() {
                return 4;
            }

            @Override
            public double[] computeDerivatives(double t, double[] y, double[] yDot, double[] s) {
                return new double[4];
            }
        });
        assertThatThrownBy(() -> integrator.integrate(complete, TWO, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("complete state 2×1, equations 6×1");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1e-6, Double.NaN, Double.POSITIVE_INFINITY})
    void tolerancesMustBePositiveAndFinite(double tolerance) {
        assertThatThrownBy(() -> new RodasIntegrator(0, 1, tolerance, 1e-6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("absolute tolerance = " + tolerance + ", expected a finite number > 0");
        assertThatThrownBy(() -> new RodasIntegrator(0, 1, 1e-6, tolerance))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("relative tolerance = " + tolerance);
        assertThatThrownBy(() -> new RodasIntegrator(0, 1, new double[] {1e-6, tolerance}, new double[] {1e-6, 1e-6}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("component 1 = " + tolerance);
        RodasIntegrator integrator = new RodasIntegrator(0, 1, 1e-6, 1e-6);
        assertThatThrownBy(() -> integrator.setStepSizeControl(0, 1, tolerance, 1e-6))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tolerancesMustBeOfOneLength() {
        assertThatThrownBy(() -> new RodasIntegrator(0, 1, new double[2], new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("absolute 2×1, relative 3×1");
    }

    @Test
    void stepLimitsMustBeInOrder() {
        for (double[] limits : new double[][] {{-1, 1}, {2, 1}, {0, 0}, {Double.NaN, 1}, {0, Double.NaN}}) {
            assertThatThrownBy(() -> new RodasIntegrator(limits[0], limits[1], 1e-6, 1e-6))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("minimal = " + limits[0] + ", maximal = " + limits[1]);
        }
    }

    @Test
    void aStateThatIsNotFiniteIsRefused() {
        assertThatThrownBy(() -> new RodasIntegrator(0, 1, 1e-6, 1e-6)
                        .integrate(Equations.follower(), new ODEState(0, new double[] {1, Double.NaN}), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("initial state 1 = NaN, expected a finite number");
    }
}
