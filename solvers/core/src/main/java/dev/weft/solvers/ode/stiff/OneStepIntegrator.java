package dev.weft.solvers.ode.stiff;

import org.hipparchus.ode.EquationsMapper;
import org.hipparchus.ode.ExpandableODE;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.ODEStateAndDerivative;
import org.hipparchus.ode.nonstiff.AdaptiveStepsizeIntegrator;
import org.hipparchus.ode.sampling.AbstractODEStateInterpolator;

/**
 * Walk along a solution by a one-step method with error control, in the frame of Hipparchus: its events, handlers
 * and dense output see each accepted step.
 *
 * <p>A step is refused while its error is above the tolerances or a value in it is not finite. The error of the
 * primary components alone counts, as everywhere in Hipparchus.
 */
abstract class OneStepIntegrator extends AdaptiveStepsizeIntegrator {
    /** Below this many roundings of t a step is no longer a step. */
    private static final double SHORTEST_IN_ROUNDINGS = 10;
    /** A rest as short as this beyond the step is taken along with it. */
    private static final double STRETCH = 1 + 1e-6;

    private Tally tally = new Tally();

    OneStepIntegrator(String name, double minStep, double maxStep, double absolute, double relative) {
        super(name, minStep, maxStep, absolute, relative);
        StepSettings.check(minStep, maxStep, absolute, relative);
    }

    OneStepIntegrator(String name, double minStep, double maxStep, double[] absolute, double[] relative) {
        super(name, minStep, maxStep, absolute, relative);
        StepSettings.check(minStep, maxStep, absolute, relative);
    }

    /** Return the methods of one integration. */
    abstract MethodChoice methods(ExpandableODE equations, Rates rates, ErrorNorm norm, Tally work);

    /** Return what the last integration did; of one under way or failed, what it did so far. */
    public IntegrationReport report() {
        return tally.report(getEvaluations());
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a limit or tolerance is out of bounds
     */
    @Override
    public void setStepSizeControl(double minStep, double maxStep, double absolute, double relative) {
        StepSettings.check(minStep, maxStep, absolute, relative);
        super.setStepSizeControl(minStep, maxStep, absolute, relative);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a limit or tolerance is out of bounds, or the lengths differ
     */
    @Override
    public void setStepSizeControl(double minStep, double maxStep, double[] absolute, double[] relative) {
        StepSettings.check(minStep, maxStep, absolute, relative);
        super.setStepSizeControl(minStep, maxStep, absolute, relative);
    }

    /**
     * {@inheritDoc}
     *
     * @throws StepFailedException if no step above the smallest is good, or a rate at the start is not finite
     * @throws IllegalArgumentException if the initial state is not finite or has other dimensions than the equations
     * @throws org.hipparchus.exception.MathIllegalArgumentException if the interval is too short, or the number of
     *     tolerances is not that of the primary components
     * @throws org.hipparchus.exception.MathIllegalStateException if the limit of evaluations is reached
     */
    @Override
    public final ODEStateAndDerivative integrate(ExpandableODE equations, ODEState initialState, double finalTime) {
        StepSettings.checkStart(equations, initialState, finalTime);
        sanityChecks(initialState, finalTime);
        tally = new Tally();
        setStepStart(initIntegration(equations, initialState, finalTime));
        ErrorNorm norm = new ErrorNorm(getStepSizeHelper());
        if (!norm.allFinite(getStepStart().getCompleteDerivative())) {
            throw StepFailedException.notFinite(initialState.getTime(), 0, norm.worst(), "the rate at the start");
        }
        MethodChoice choice = methods(equations, this::computeDerivatives, norm, tally);
        ODEStateAndDerivative end = walk(choice, norm, finalTime, equations.getMapper());
        resetInternalState();
        return end;
    }

    private ODEStateAndDerivative walk(MethodChoice choice, ErrorNorm norm, double finalTime, EquationsMapper mapper) {
        OneStepMethod method = choice.first();
        double begin = getStepStart().getTime();
        boolean forward = finalTime > begin;
        tally.enter(method.methodName(), begin);
        PredictiveController controller = new PredictiveController(method.errorOrder());
        double h = firstStep(method, norm, finalTime - begin);
        setIsLastStep(false);
        do {
            ODEStateAndDerivative start = getStepStart();
            if (Math.abs(finalTime - start.getTime()) <= shortest(start.getTime())) {
                // What an event just before the end left over.
                setStepStart(acceptStep(remainder(start, forward, finalTime, mapper), finalTime));
                continue;
            }
            method.begin(start, limited(h, finalTime - start.getTime()));
            double error = settle(method, controller, norm, h, finalTime);
            tally.accept();
            ODEStateAndDerivative end =
                    mapper.mapStateAndDerivative(endOfStep(start, finalTime), method.state(), method.derivative());
            setStepStart(acceptStep(method.interpolator(forward, start, end, mapper), finalTime));
            double accepted = getStepSize();
            h = controller.afterAccepted(accepted, error);
            if (resetOccurred()) {
                controller.forget();
            }
            OneStepMethod next = choice.next(method, accepted);
            if (next != method && !isLastStep()) {
                method = next;
                controller = new PredictiveController(method.errorOrder());
                tally.enter(method.methodName(), getStepStart().getTime());
                h = accepted;
            }
        } while (!isLastStep());
        return getStepStart();
    }

    /** Try shorter and shorter steps until one is good; leave its size in the step size and return its error. */
    private double settle(
            OneStepMethod method, PredictiveController controller, ErrorNorm norm, double first, double finalTime) {
        ODEStateAndDerivative start = getStepStart();
        double remaining = finalTime - start.getTime();
        double shortest = Math.max(getMinStep(), shortest(start.getTime()));
        double h = limited(first, remaining);
        while (true) {
            setStepSize(h);
            double error = method.attempt(h, endOfStep(start, finalTime));
            if (error < 1) {
                return error;
            }
            tally.reject();
            if (Math.abs(h) <= shortest) {
                throw error < Double.POSITIVE_INFINITY
                        ? StepFailedException.tooSmall(start.getTime(), h, shortest, norm.worst(), error)
                        : StepFailedException.notFinite(start.getTime(), h, norm.worst(), "the state or its rate");
            }
            h = limited(controller.afterRejected(h, error), remaining);
        }
    }

    private double firstStep(OneStepMethod method, ErrorNorm norm, double span) {
        double given = getStepSizeHelper().getInitialStep();
        double size = given > 0
                ? given
                : FirstStep.guess(getStepStart(), span, method.errorOrder(), this::computeDerivatives, norm);
        return Math.copySign(size, span);
    }

    /** Keep a step within the limits, and within what remains. */
    private double limited(double h, double remaining) {
        double smallest = Math.max(getMinStep(), shortest(getStepStart().getTime()));
        double size = Math.min(getMaxStep(), Math.max(smallest, Math.abs(h)));
        return size * STRETCH >= Math.abs(remaining) ? remaining : Math.copySign(size, remaining);
    }

    /** A last step ends at the final time to the bit: Hipparchus recognises it by that. */
    private double endOfStep(ODEStateAndDerivative start, double finalTime) {
        double h = getStepSize();
        return h == finalTime - start.getTime() ? finalTime : start.getTime() + h;
    }

    private static double shortest(double t) {
        return Math.max(Double.MIN_NORMAL, SHORTEST_IN_ROUNDINGS * Math.ulp(t));
    }

    private static AbstractODEStateInterpolator remainder(
            ODEStateAndDerivative start, boolean forward, double finalTime, EquationsMapper mapper) {
        double[] y = start.getCompleteState();
        double[] f = start.getCompleteDerivative();
        for (int i = 0; i < y.length; i++) {
            y[i] += (finalTime - start.getTime()) * f[i];
        }
        ODEStateAndDerivative end = mapper.mapStateAndDerivative(finalTime, y, f);
        return RodasInterpolator.straight(forward, start, end, mapper);
    }
}
