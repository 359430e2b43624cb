package dev.weft.solvers.ode.stiff;

import dev.weft.solvers.ode.stiff.IntegrationReport.Phase;
import java.util.ArrayList;
import java.util.List;

/** Count the work of one integration while it is under way. */
final class Tally {
    private final List<Phase> past = new ArrayList<>();
    private String method = "";
    private double from;
    private int accepted;
    private int rejected;
    private int jacobians;
    private int factorizations;

    /** Begin a phase. */
    void enter(String next, double time) {
        past.addAll(current());
        method = next;
        from = time;
        accepted = 0;
    }

    void accept() {
        accepted++;
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
        List<Phase> phases = new ArrayList<>(past);
        phases.addAll(current());
        return new IntegrationReport(phases, rejected, evaluations, jacobians, factorizations);
    }

    /** Return the phase under way, none before the first. */
    private List<Phase> current() {
        return method.isEmpty() ? List.of() : List.of(new Phase(method, from, accepted));
    }
}
