package dev.weft.solvers.ode.stiff;

import org.hipparchus.ode.ExpandableODE;
import org.hipparchus.ode.ODEState;

/** Check what an integrator is given. */
final class StepSettings {
    private StepSettings() {}

    static void check(double minStep, double maxStep, double absolute, double relative) {
        checkSteps(minStep, maxStep);
        checkTolerance("absolute tolerance", absolute);
        checkTolerance("relative tolerance", relative);
    }

    static void check(double minStep, double maxStep, double[] absolute, double[] relative) {
        checkSteps(minStep, maxStep);
        if (absolute.length != relative.length) {
            throw new IllegalArgumentException("tolerances: absolute " + absolute.length + "×1, relative "
                    + relative.length + "×1, expected equal lengths, one for each primary component");
        }
        for (int i = 0; i < absolute.length; i++) {
            checkTolerance("absolute tolerance of component " + i, absolute[i]);
            checkTolerance("relative tolerance of component " + i, relative[i]);
        }
    }

    static void checkStart(ExpandableODE equations, ODEState start, double finalTime) {
        if (!Double.isFinite(start.getTime()) || !Double.isFinite(finalTime)) {
            throw new IllegalArgumentException(
                    "times: start = " + start.getTime() + ", end = " + finalTime + ", expected finite numbers");
        }
        int expected = equations.getPrimary().getDimension();
        if (start.getPrimaryStateDimension() != expected) {
            throw new IllegalArgumentException("primary state " + start.getPrimaryStateDimension() + "×1, equations "
                    + expected + "×1, expected equal dimensions");
        }
        double[] y = start.getCompleteState();
        int total = equations.getMapper().getTotalDimension();
        if (y.length != total) {
            throw new IllegalArgumentException("complete state " + y.length + "×1, equations " + total
                    + "×1, expected equal dimensions; is the state of a secondary equation missing?");
        }
        for (int i = 0; i < y.length; i++) {
            if (!Double.isFinite(y[i])) {
                throw new IllegalArgumentException("initial state " + i + " = " + y[i] + ", expected a finite number");
            }
        }
    }

    private static void checkSteps(double minStep, double maxStep) {
        if (!(minStep >= 0 && minStep <= maxStep && maxStep > 0)) {
            throw new IllegalArgumentException("steps: minimal = " + minStep + ", maximal = " + maxStep
                    + ", expected 0 <= minimal <= maximal and maximal > 0");
        }
    }

    private static void checkTolerance(String what, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " = " + value + ", expected a finite number > 0");
        }
    }
}
