package dev.weft.solvers.filter;

import java.util.List;

/**
 * Say when the fixed steps of a flow are not enough: each lane is given the number
 *
 * <pre>
 *   max_i e_i / (tolerance · (|x_i| + spread_i)),
 * </pre>
 *
 * x the predicted states and e_i the absolute errors that an embedded pair of Runge–Kutta methods estimates, added up over
 * the steps of the interval; of points that stand for an uncertain estimate their mean. Where it is above 1, or NaN, the lane
 * had better be moved by a flow that controls its error.
 *
 * <p>A pair estimates the error of the lower of its orders. For equations without kinks Zonneveld's 4(3) says some hundred
 * times what the classical method errs by, so that a tolerance of 10⁻⁴ stands for an error of about 10⁻⁶. A kink that no
 * stage sees is not estimated. Immutable.
 *
 * @param tolerance of the estimate, greater than 0
 * @param spreads how far each state usually lies from 0, greater than 0 [N]
 */
public record FlowCheck(double tolerance, List<Double> spreads) {
    /**
     * Check the numbers.
     *
     * @throws IllegalArgumentException if one is not finite and greater than 0
     */
    public FlowCheck {
        spreads = List.copyOf(spreads);
        requirePositive("tolerance of the flow", tolerance);
        for (int i = 0; i < spreads.size(); i++) {
            requirePositive("spread of state " + i, spreads.get(i));
        }
    }

    private static void requirePositive(String what, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(what + " = " + value + ", expected a finite number > 0");
        }
    }
}
