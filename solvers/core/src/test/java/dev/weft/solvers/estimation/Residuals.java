package dev.weft.solvers.estimation;

import dev.weft.solvers.testing.Differences;
import java.util.Arrays;

/** State a least-squares problem by its residuals; the Jacobian is differenced to about ten digits. */
final class Residuals implements ResidualModel {
    /** r(z). */
    interface Function {
        double[] at(double[] z);
    }

    private final int unknowns;
    private final int residuals;
    private final Function function;

    Residuals(int unknowns, int residuals, Function function) {
        this.unknowns = unknowns;
        this.residuals = residuals;
        this.function = function;
    }

    @Override
    public int unknowns() {
        return unknowns;
    }

    @Override
    public int residuals() {
        return residuals;
    }

    @Override
    public void evaluate(double[] z, double[] r, double[] jacobian) {
        System.arraycopy(function.at(z), 0, r, 0, residuals);
        for (int j = 0; jacobian.length > 0 && j < unknowns; j++) {
            int column = j;
            for (int i = 0; i < residuals; i++) {
                int row = i;
                jacobian[i * unknowns + j] = Differences.derivative(
                                value -> {
                                    double[] moved = Arrays.copyOf(z, unknowns);
                                    moved[column] = value;
                                    return function.at(moved)[row];
                                },
                                z[j],
                                1e-2 * Math.abs(z[j]) + 1e-9)
                        .value();
            }
        }
    }
}
