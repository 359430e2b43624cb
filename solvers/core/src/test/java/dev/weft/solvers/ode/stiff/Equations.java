package dev.weft.solvers.ode.stiff;

import java.util.function.BiFunction;
import org.hipparchus.analysis.UnivariateFunction;
import org.hipparchus.analysis.solvers.BracketedUnivariateSolver;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;
import org.hipparchus.ode.ODEStateAndDerivative;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.events.AdaptableInterval;
import org.hipparchus.ode.events.ODEEventDetector;
import org.hipparchus.ode.events.ODEEventHandler;

/** Small equations and detectors of the tests here. */
final class Equations {
    /** How fast the fast component follows, in 1/s. */
    static final double FAST = 1e5;

    private Equations() {}

    static OrdinaryDifferentialEquation of(int dimension, BiFunction<Double, double[], double[]> rates) {
        return new OrdinaryDifferentialEquation() {
            @Override
            public int getDimension() {
                return dimension;
            }

            @Override
            public double[] computeDerivatives(double t, double[] y) {
                return rates.apply(t, y);
            }
        };
    }

    /** y₁' = −10⁵ (y₁ − y₂), y₂' = −y₂. From y₁ = y₂ = a: y₂ = a e^{−t}, and y₁ within 10⁻⁵ of it. */
    static OrdinaryDifferentialEquation follower() {
        return of(2, (t, y) -> new double[] {-FAST * (y[0] - y[1]), -y[1]});
    }

    /** Call a handler where a component passes a level. */
    record Crossing(int component, double level, ODEEventHandler handler) implements ODEEventDetector {
        @Override
        public AdaptableInterval getMaxCheckInterval() {
            return AdaptableInterval.of(0.1);
        }

        @Override
        public int getMaxIterationCount() {
            return 100;
        }

        @Override
        public BracketedUnivariateSolver<UnivariateFunction> getSolver() {
            return new BracketingNthOrderBrentSolver(1e-14, 1e-12, 1e-15, 5);
        }

        @Override
        public ODEEventHandler getHandler() {
            return handler;
        }

        @Override
        public double g(ODEStateAndDerivative state) {
            return state.getPrimaryState()[component] - level;
        }
    }
}
