package dev.weft.sdk.hybrid;

import dev.weft.sdk.residual.ResidualPrior;
import dev.weft.sdk.residual.ResidualTarget;
import dev.weft.solvers.kernel.Kernel;
import dev.weft.solvers.ode.IntegrationException;
import dev.weft.solvers.symbolic.Expr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tell how much of a prediction is the network's.
 *
 * <p>Of an output: RMS(ŷ with − ŷ without) / RMS(ŷ with − ŷ with at the start of the segment), both run free over each segment
 * from the same state. Of a right-hand side: RMS(s·g) / RMS(ẋ) along the run with the network.
 */
final class ResidualShare {
    private final ResidualPrior prior;
    private final FreeRun runs;
    private final Kernel rates;

    ResidualShare(ResidualPrior prior, FreeRun runs) {
        this.prior = prior;
        this.runs = runs;
        List<Expr> symbols = new ArrayList<>(prior.system().states());
        symbols.addAll(prior.system().parameters());
        symbols.addAll(prior.system().inputs());
        List<Expr> values = new ArrayList<>(prior.corrections());
        values.addAll(prior.system().rateExpressions());
        this.rates = Kernel.compile(values, symbols);
    }

    /**
     * Return the shares by output, then by right-hand side.
     *
     * @param parameters physical values, the weights last [M]. Not modified
     */
    Map<String, Double> of(double[] parameters, List<Segment> segments) {
        double[] without = parameters.clone();
        int weights = prior.network().weightCount();
        Arrays.fill(without, without.length - weights, without.length, 0);
        int q = prior.outputs().size();
        List<ResidualTarget> targets = prior.network().targets();
        double[] added = new double[q];
        double[] changed = new double[q];
        double[] pushed = new double[targets.size()];
        double[] moved = new double[targets.size()];
        for (Segment segment : segments) {
            try {
                double[][][] with = runs.run(parameters, segment);
                double[][] bare = runs.run(without, segment)[0];
                for (int i = 0; i < bare.length; i++) {
                    for (int k = 0; k < q; k++) {
                        added[k] += square(with[0][i][k] - bare[i][k]);
                        changed[k] += square(with[0][i][k] - with[0][0][k]);
                    }
                }
                addRates(parameters, segment, with[1], pushed, moved);
            } catch (IntegrationException e) {
                // Where one of the two cannot run there is nothing to compare.
                continue;
            }
        }
        Map<String, Double> shares = new LinkedHashMap<>();
        for (int k = 0; k < q; k++) {
            shares.put(prior.outputs().get(k).name(), ratio(added[k], changed[k]));
        }
        for (int i = 0; i < pushed.length; i++) {
            if (targets.get(i).kind() == ResidualTarget.Kind.STATE) {
                shares.put(targets.get(i).label(), ratio(pushed[i], moved[i]));
            }
        }
        return shares;
    }

    private void addRates(double[] parameters, Segment segment, double[][] states, double[] pushed, double[] moved) {
        List<ResidualTarget> targets = prior.network().targets();
        double[] values = new double[targets.size() + prior.states().size()];
        double[] scratch = rates.newScratch();
        for (int row = 0; row < states.length; row++) {
            rates.evaluate(
                    Vectors.concat(states[row], parameters, segment.rows().inputs(row)), values, scratch);
            for (int i = 0; i < targets.size(); i++) {
                ResidualTarget target = targets.get(i);
                if (target.kind() == ResidualTarget.Kind.STATE) {
                    pushed[i] += square(target.scale() * values[i]);
                    moved[i] += square(values[targets.size() + index(target.name())]);
                }
            }
        }
    }

    private int index(String state) {
        int i = 0;
        while (!prior.states().get(i).name().equals(state)) {
            i++;
        }
        return i;
    }

    private static double ratio(double part, double whole) {
        return part == 0 ? 0 : Math.sqrt(part / whole);
    }

    private static double square(double value) {
        return value * value;
    }
}
