package dev.weft.solvers.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.ode.stiff.IntegrationReport;
import dev.weft.solvers.ode.stiff.IntegrationReport.Phase;
import dev.weft.solvers.symbolic.Expr;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fast sensor on a slow process, and a stiff nonlinear oscillator, through a flow that begins explicitly. */
class OdeFlowStiffTest {
    private static final double[] NONE = {};

    /** ṡ = (y − s)/τ, ẏ = k (u − y): the sensor's time constant τ is far below that of the process, 1/k. */
    private final OdeSystem sensor = sensor();

    /** Van der Pol: ẋ = v, v̇ = μ (1 − x²) v − x. */
    private final OdeSystem vanDerPol = vanDerPol();

    @ParameterizedTest
    @ValueSource(doubles = {1e-5, 1e-7, 1e-9})
    void aFastSensorOnASlowProcessMeetsItsClosedForm(double tau) {
        double k = 0.5;
        double u = 3;
        double dt = 2;
        double[] x = {2, 1};
        double[] phi = new double[4];
        double[] psi = new double[4];
        OdeFlow flow = new OdeFlow(sensor, Tolerances.STANDARD);

        flow.advance(5, dt, x, new double[] {tau, k}, new double[] {u}, phi, psi);

        // y = u + (y₀ − u) e^(−kt); once the sensor's own transient is over, s = u + (y₀ − u) e^(−kt)/(1 − kτ).
        double e = Math.exp(-k * dt);
        double c = 1 / (1 - k * tau);
        // Local errors of 1e-8 a step; the steps are some hundreds.
        assertThat(x).containsExactly(new double[] {u - 2 * e * c, u - 2 * e}, within(1e-6));
        assertThat(phi).containsExactly(new double[] {0, e * c, 0, e}, within(1e-6));
        // ∂/∂τ, ∂/∂k of both.
        double[] exact = {-2 * e * k * c * c, 2 * dt * e * c - 2 * e * tau * c * c, 0, 2 * dt * e};
        assertThat(psi).containsExactly(exact, within(1e-6));
        List<Phase> phases = flow.report().phases();
        assertThat(phases).extracting(Phase::method).containsExactly("Dormand-Prince 5(4)", "RODAS 4(3)");
        assertThat(phases.get(0).from()).isEqualTo(5);
        assertThat(phases.get(1).from()).isStrictlyBetween(5.0, 5.001);
    }

    /** Explicit steps alone would be 2/(3.3 τ) and more: six million evaluations at τ = 1e-6. */
    @Test
    void theCostDoesNotGrowWithStiffness() {
        IntegrationReport mild = reportFor(1e-6);
        IntegrationReport extreme = reportFor(1e-10);

        assertThat(extreme.evaluations()).isLessThan(2 * mild.evaluations());
        assertThat(extreme.evaluations()).isLessThan(5_000);
    }

    private IntegrationReport reportFor(double tau) {
        OdeFlow flow = new OdeFlow(sensor, Tolerances.STANDARD);
        flow.advance(0, 2, new double[] {2, 1}, new double[] {tau, 0.5}, new double[] {3});
        return flow.report();
    }

    @Test
    void aStiffOscillatorAgreesWithRodasOnItsExtendedEquations() {
        double mu = 1000;
        double dt = 100;
        double[] x = {2, 0};
        double[] phi = new double[4];
        double[] psi = new double[2];

        new OdeFlow(vanDerPol, Tolerances.STANDARD).advance(0, dt, x, new double[] {mu}, NONE, phi, psi);

        SensitivityEquations sensitivities = new SensitivityEquations(vanDerPol);
        double[] expected = new OdeSolver(sensitivities.extended(), new Tolerances(1e-12, 1e-10))
                .withIntegrator(IntegratorFactory.RODAS)
                .solve(
                        sensitivities.initialState(new double[] {2, 0}),
                        new double[] {mu},
                        InputSignal.constant(),
                        new double[] {0, dt})
                .endState();
        // The slow motion forgets errors slowly: some hundred steps of 1e-8 relative, 1e-9 absolute.
        assertThat(x[0]).isCloseTo(expected[0], within(1e-6));
        assertThat(x[1]).isCloseTo(expected[1], within(1e-6));
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                assertThat(phi[i * 2 + j]).isCloseTo(expected[sensitivities.byInitialState(i, j)], within(1e-6));
            }
            assertThat(psi[i]).isCloseTo(expected[sensitivities.byParameter(i, 0)], within(1e-6));
        }
    }

    @Test
    void theStateIsTheSameWithAndWithoutSensitivities() {
        double[] with = {2, 0};
        double[] without = {2, 0};
        OdeFlow flow = new OdeFlow(vanDerPol, Tolerances.STANDARD);

        flow.advance(0, 100, with, new double[] {1000}, NONE, new double[4], new double[2]);
        flow.advance(0, 100, without, new double[] {1000}, NONE);

        assertThat(without).containsExactly(with);
    }

    @Test
    void nothingIsRememberedFromAStiffInterval() {
        double[] used = {2, 0};
        double[] fresh = {2, 0};
        OdeFlow flow = new OdeFlow(vanDerPol, Tolerances.STANDARD);
        flow.advance(0, 100, new double[] {2, 0}, new double[] {1000}, NONE);

        flow.advance(0, 1, used, new double[] {1}, NONE);
        new OdeFlow(vanDerPol, Tolerances.STANDARD).advance(0, 1, fresh, new double[] {1}, NONE);

        assertThat(used).containsExactly(fresh);
        assertThat(flow.report().phases()).hasSize(1);
        assertThat(flow.report().switchTimes()).isEmpty();
    }

    @Test
    void equationsThatAreNotStiffNeverGoOver() {
        for (OdeProblem problem : OdeProblem.all()) {
            OdeFlow flow = new OdeFlow(problem.system, Tolerances.STANDARD);
            flow.advance(0, 20, problem.start.clone(), problem.parameters, problem.inputs);
            assertThat(flow.report().switchTimes()).isEmpty();
        }
    }

    private static OdeSystem sensor() {
        Expr s = Expr.symbol("reading");
        Expr y = Expr.symbol("level");
        Expr tau = Expr.symbol("tau");
        Expr k = Expr.symbol("k");
        Expr u = Expr.symbol("u");
        return new OdeSystem(
                List.of(s, y),
                List.of(tau, k),
                List.of(u),
                List.of(y.minus(s).over(tau), k.times(u.minus(y))),
                List.of(s));
    }

    private static OdeSystem vanDerPol() {
        Expr x = Expr.symbol("x");
        Expr v = Expr.symbol("v");
        Expr mu = Expr.symbol("mu");
        return new OdeSystem(
                List.of(x, v),
                List.of(mu),
                List.of(),
                List.of(v, mu.times(Expr.ONE.minus(x.times(x))).times(v).minus(x)),
                List.of(x));
    }
}
