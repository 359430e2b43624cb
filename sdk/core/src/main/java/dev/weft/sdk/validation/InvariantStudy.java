package dev.weft.sdk.validation;

import dev.weft.priors.Invariant;
import dev.weft.priors.PhysicsPrior;
import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.List;

/** Look whether a prior keeps its own invariants wherever it was simulated. */
final class InvariantStudy {
    private final PhysicsPrior prior;

    InvariantStudy(PhysicsPrior prior) {
        this.prior = prior;
    }

    List<InvariantResult> check(List<MachineRecord> records) {
        List<Expr> arguments = new ArrayList<>(prior.system().states());
        arguments.addAll(prior.system().parameters());
        arguments.addAll(prior.system().inputs());
        List<InvariantResult> results = new ArrayList<>();
        for (Invariant invariant : prior.invariants()) {
            Kernel kernel = Kernel.compile(List.of(invariant.nonNegative().expr()), arguments);
            double[] scratch = kernel.newScratch();
            double[] in = new double[arguments.size()];
            double[] out = new double[1];
            double least = Double.POSITIVE_INFINITY;
            double largest = Double.NEGATIVE_INFINITY;
            long samples = 0;
            for (MachineRecord record : records) {
                for (int t = 0; t < record.length(); t++) {
                    gather(record, t, in);
                    kernel.evaluate(in, out, scratch);
                    least = Math.min(least, out[0]);
                    largest = Math.max(largest, out[0]);
                    samples++;
                }
            }
            results.add(new InvariantResult(invariant.name(), least, largest, samples));
        }
        return results;
    }

    private static void gather(MachineRecord record, int t, double[] in) {
        double[] x = record.states()[t];
        double[] p = record.machine().values();
        double[] u = record.measured().inputs(t);
        System.arraycopy(x, 0, in, 0, x.length);
        System.arraycopy(p, 0, in, x.length, p.length);
        System.arraycopy(u, 0, in, x.length + p.length, u.length);
    }
}
