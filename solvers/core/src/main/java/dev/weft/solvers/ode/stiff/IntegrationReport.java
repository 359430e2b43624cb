package dev.weft.solvers.ode.stiff;

import java.util.List;

/**
 * Tell how an integration went.
 *
 * @param phases methods used, in the order of the integration; neighbours differ
 * @param rejectedSteps steps tried and found too long
 * @param evaluations evaluations of the right-hand side, those for Jacobians by differences included
 * @param jacobians Jacobians computed
 * @param factorizations LU decompositions, one for each step that an implicit method tried
 */
public record IntegrationReport(
        List<Phase> phases, int rejectedSteps, int evaluations, int jacobians, int factorizations) {
    /** Copy the phases. */
    public IntegrationReport {
        phases = List.copyOf(phases);
    }

    /** Return the number of steps accepted by all methods together. */
    public int acceptedSteps() {
        return phases.stream().mapToInt(Phase::acceptedSteps).sum();
    }

    /** Return the times at which the method was changed, in the order of the integration. */
    public List<Double> switchTimes() {
        return phases.stream().skip(1).map(Phase::from).toList();
    }

    /**
     * One method over a stretch of time.
     *
     * @param method name of the method
     * @param from time at which it took over
     * @param acceptedSteps its accepted steps in this phase
     */
    public record Phase(String method, double from, int acceptedSteps) {}
}
