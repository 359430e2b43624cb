package dev.weft.solvers.ode.stiff;

import dev.weft.solvers.ode.stiff.IntegrationReport.Phase;
import java.util.ArrayList;
import java.util.List;

/** Count the work of one integration while it is under way. */
final class Tally {
    private final List<Phase> phases = new ArrayList<>();
    private int rejected;
    private int jacobians;
    private int factorizations;

    /** Begin a phase. */
    void enter(String method, double time) {
        phases.add(new Phase(method, time, 0));
    }

    void accept() {
        int last = phases.size() - 1;
        Phase phase = phases.get(last);
        phases.set(last, new Phase(phase.method(), phase.from(), phase.acceptedSteps() + 1));
    }

    void reject() {
        rejected++;
    }

    void countJacobian() {
        jacobians++;
    }

    void countFactorization() {
        factorizations++;
    }

    IntegrationReport report(int evaluations) {
        return new IntegrationReport(phases, rejected, evaluations, jacobians, factorizations);
    }
}
