package dev.weft.sdk.weights;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Units;
import dev.weft.sdk.weights.WeightSlot.Segment;
import dev.weft.solvers.estimation.Coordinate;
import java.util.ArrayList;
import java.util.List;

/**
 * Lay out θ [D] of a physics prior: the M parameters in unconstrained coordinates, then the N states as
 * they are. Immutable and thread-safe.
 */
public final class WeightLayout {
    private final List<WeightSlot> slots;
    private final int parameters;

    private WeightLayout(List<WeightSlot> slots, int parameters) {
        this.slots = List.copyOf(slots);
        this.parameters = parameters;
    }

    /** Return the layout of a prior. */
    public static WeightLayout of(PhysicsPrior prior) {
        List<WeightSlot> slots = new ArrayList<>();
        prior.parameters()
                .forEach(p -> slots.add(new WeightSlot(
                        Segment.PARAMETER, p.name(), Units.text(p.unit()), p.coordinate(), p.meaning())));
        prior.states()
                .forEach(s -> slots.add(new WeightSlot(
                        Segment.STATE, s.name(), Units.text(s.unit()), new Coordinate.Identity(), s.meaning())));
        return new WeightLayout(slots, prior.parameters().size());
    }

    /** Return all slots in order [D]. */
    public List<WeightSlot> slots() {
        return slots;
    }

    /** Return D, the number of weights. */
    public int size() {
        return slots.size();
    }

    /** Return M, the number of parameters, which come first. */
    public int parameterCount() {
        return parameters;
    }

    /** Return N, the number of states, which come last. */
    public int stateCount() {
        return slots.size() - parameters;
    }

    /** Return the coordinates of the parameters [M]. */
    public List<Coordinate> parameterCoordinates() {
        return slots.subList(0, parameters).stream().map(WeightSlot::coordinate).toList();
    }

    /**
     * Return the physical values of θ.
     *
     * @param theta weights [D]. Not modified
     */
    public double[] toPhysical(double[] theta) {
        double[] values = new double[theta.length];
        for (int i = 0; i < theta.length; i++) {
            values[i] = slots.get(i).coordinate().toValue(theta[i]);
        }
        return values;
    }

    /**
     * Return θ for physical values; a value on its bound is moved inside by a billionth of the range.
     *
     * @param values physical values [D]. Not modified
     */
    public double[] toWeights(double[] values) {
        double[] theta = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            theta[i] = slots.get(i).coordinate().toCoordinate(values[i]);
        }
        return theta;
    }
}
