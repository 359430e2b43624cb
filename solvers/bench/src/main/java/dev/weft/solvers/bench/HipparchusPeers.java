package dev.weft.solvers.bench;

import org.hipparchus.CalculusFieldElement;
import org.hipparchus.analysis.differentiation.Gradient;
import org.hipparchus.analysis.differentiation.GradientField;
import org.hipparchus.ode.FieldExpandableODE;
import org.hipparchus.ode.FieldODEState;
import org.hipparchus.ode.FieldOrdinaryDifferentialEquation;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.nonstiff.DormandPrince853FieldIntegrator;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.hipparchus.ode.sampling.FieldODEFixedStepHandler;
import org.hipparchus.ode.sampling.FieldStepNormalizer;
import org.hipparchus.ode.sampling.StepNormalizer;
import org.hipparchus.util.MathArrays;

/** The oscillator as a person writes it for Hipparchus, without Weft. */
final class HipparchusPeers {
    private static final int PARAMETERS = 3;

    private HipparchusPeers() {}

    /** Solve by Dormand–Prince 8(5,3) with dense output; return the largest error of the positions. */
    static double dormandPrince853(double tolerance) {
        OrdinaryDifferentialEquation ode = new OrdinaryDifferentialEquation() {
            @Override
            public int getDimension() {
                return 2;
            }

            @Override
            public double[] computeDerivatives(double t, double[] x) {
                return new double[] {x[1], -(Oscillator.STIFFNESS * x[0] + Oscillator.DAMPING * x[1]) / Oscillator.MASS
                };
            }
        };
        DormandPrince853Integrator integrator = new DormandPrince853Integrator(1e-9, 1, tolerance, tolerance);
        double[] worst = {0};
        integrator.addStepHandler(new StepNormalizer(1 / 256.0, (state, last) -> {
            double error = state.getPrimaryState()[0] - Oscillator.position(Oscillator.STIFFNESS, state.getTime());
            worst[0] = Math.max(worst[0], Math.abs(error));
        }));
        integrator.integrate(ode, new ODEState(0, Oscillator.start()), 1);
        return worst[0];
    }

    /** The same over fields of derivatives to the three parameters. */
    static double dormandPrince853WithGradients(double tolerance) {
        GradientField field = GradientField.getField(PARAMETERS);
        Gradient mass = Gradient.variable(PARAMETERS, 0, Oscillator.MASS);
        Gradient stiffness = Gradient.variable(PARAMETERS, 1, Oscillator.STIFFNESS);
        Gradient damping = Gradient.variable(PARAMETERS, 2, Oscillator.DAMPING);
        DormandPrince853FieldIntegrator<Gradient> integrator =
                new DormandPrince853FieldIntegrator<>(field, 1e-9, 1, tolerance, tolerance);
        double[] worst = {0};
        FieldODEFixedStepHandler<Gradient> handler = (state, last) -> {
            double error = state.getPrimaryState()[0].getValue()
                    - Oscillator.position(Oscillator.STIFFNESS, state.getTime().getValue());
            worst[0] = Math.max(worst[0], Math.abs(error));
        };
        integrator.addStepHandler(new FieldStepNormalizer<>(1 / 256.0, handler));
        Gradient[] start = MathArrays.buildArray(field, 2);
        start[0] = field.getOne();
        integrator.integrate(
                new FieldExpandableODE<>(new Equation<>(mass, stiffness, damping)),
                new FieldODEState<>(field.getZero(), start),
                field.getOne());
        return worst[0];
    }

    private record Equation<T extends CalculusFieldElement<T>>(T mass, T stiffness, T damping)
            implements FieldOrdinaryDifferentialEquation<T> {
        @Override
        public int getDimension() {
            return 2;
        }

        @Override
        public T[] computeDerivatives(T t, T[] x) {
            T[] rates = MathArrays.buildArray(t.getField(), 2);
            rates[0] = x[1];
            rates[1] = stiffness
                    .multiply(x[0])
                    .add(damping.multiply(x[1]))
                    .negate()
                    .divide(mass);
            return rates;
        }
    }
}
