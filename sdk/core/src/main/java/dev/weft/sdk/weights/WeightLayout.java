package dev.weft.sdk.weights;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Units;
import dev.weft.sdk.weights.WeightSlot.Segment;
import dev.weft.solvers.estimation.Coordinate;
import java.util.ArrayList;
import java.util.List;

/**
 * Lay out θ [D] in named segments of named slots. Immutable and thread-safe.
 *
 * <p>Of a physics prior: the segment {@code parameters}, M of them in unconstrained coordinates, then {@code state}, N
 * states as they are. Of a network: {@code layer0.weight} [out×in] row-major, {@code layer0.bias} [out], and so on; then
 * {@code idle} where there are more numbers than weights.
 */
public final class WeightLayout {
    private final List<WeightSlot> slots;
    private final List<WeightSegment> segments;

    private WeightLayout(List<WeightSlot> slots, List<WeightSegment> segments) {
        this.slots = List.copyOf(slots);
        this.segments = List.copyOf(segments);
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
        int m = prior.parameters().size();
        return new WeightLayout(
                slots,
                List.of(
                        new WeightSegment("parameters", Segment.PARAMETER, List.of(m), 0),
                        new WeightSegment("state", Segment.STATE, List.of(slots.size() - m), m)));
    }

    /**
     * Return the layout of a network's weights.
     *
     * @param widths of all layers, from the inputs to the outputs, at least two, each &gt;= 1
     * @param size D, at least the number of weights; what is beyond is idle
     * @throws IllegalArgumentException if there are fewer widths, or more weights than D
     */
    public static WeightLayout network(List<Integer> widths, int size) {
        if (widths.size() < 2 || widths.stream().anyMatch(w -> w < 1)) {
            throw new IllegalArgumentException(
                    "widths of a network = " + widths + ", expected at least two numbers >= 1");
        }
        List<WeightSlot> slots = new ArrayList<>();
        List<WeightSegment> segments = new ArrayList<>();
        for (int l = 1; l < widths.size(); l++) {
            int in = widths.get(l - 1);
            int out = widths.get(l);
            String layer = "layer" + (l - 1);
            segments.add(new WeightSegment(layer + ".weight", Segment.LAYER, List.of(out, in), slots.size()));
            for (int o = 0; o < out; o++) {
                for (int i = 0; i < in; i++) {
                    slots.add(plain(Segment.LAYER, layer + ".weight[" + o + "," + i + "]", "from " + i + " to " + o));
                }
            }
            segments.add(new WeightSegment(layer + ".bias", Segment.LAYER, List.of(out), slots.size()));
            for (int o = 0; o < out; o++) {
                slots.add(plain(Segment.LAYER, layer + ".bias[" + o + "]", "added at " + o));
            }
        }
        int idle = size - slots.size();
        if (idle < 0) {
            throw new IllegalArgumentException(
                    "weights of a network of widths " + widths + " = " + slots.size() + ", expected at most " + size);
        }
        if (idle > 0) {
            segments.add(new WeightSegment("idle", Segment.IDLE, List.of(idle), slots.size()));
            for (int i = 0; i < idle; i++) {
                slots.add(plain(Segment.IDLE, idle == 1 ? "idle" : "idle[" + i + "]", "read by nothing"));
            }
        }
        return new WeightLayout(slots, segments);
    }

    private static WeightSlot plain(Segment segment, String name, String meaning) {
        return new WeightSlot(segment, name, "", new Coordinate.Identity(), meaning);
    }

    /**
     * Return this layout with the parameters in other coordinates.
     *
     * @param coordinates one a parameter [M]
     * @throws IllegalArgumentException if there are more or fewer
     */
    public WeightLayout withCoordinates(List<Coordinate> coordinates) {
        if (coordinates.size() != parameterCount()) {
            throw new IllegalArgumentException(
                    "coordinates = " + coordinates.size() + ", expected one a parameter, " + parameterCount());
        }
        List<WeightSlot> changed = new ArrayList<>(slots);
        for (int j = 0; j < coordinates.size(); j++) {
            WeightSlot slot = slots.get(j);
            changed.set(
                    j, new WeightSlot(slot.segment(), slot.name(), slot.unit(), coordinates.get(j), slot.meaning()));
        }
        return new WeightLayout(changed, segments);
    }

    /** Return all slots in order [D]. */
    public List<WeightSlot> slots() {
        return slots;
    }

    /** Return all segments in order; together they are θ. */
    public List<WeightSegment> segments() {
        return segments;
    }

    /**
     * Return a segment.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public WeightSegment segment(String name) {
        return segments.stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("segment = " + name + ", expected one of "
                        + segments.stream().map(WeightSegment::name).toList()));
    }

    /**
     * Return a view of a segment.
     *
     * @param theta weights [D]. Not copied
     * @throws IllegalArgumentException if there are more or fewer than D, or no segment has this name
     */
    public WeightView view(double[] theta, String segment) {
        requireSize(theta);
        return new WeightView(theta, segment(segment));
    }

    void requireSize(double[] theta) {
        if (theta.length != size()) {
            throw new IllegalArgumentException("weights = " + theta.length + ", expected " + size());
        }
    }

    private int count(Segment kind) {
        return segments.stream()
                .filter(s -> s.kind() == kind)
                .mapToInt(WeightSegment::length)
                .sum();
    }

    /** Return D, the number of weights. */
    public int size() {
        return slots.size();
    }

    /** Return M, the number of a prior's parameters, which come first; 0 of a network. */
    public int parameterCount() {
        return count(Segment.PARAMETER);
    }

    /** Return N, the number of a prior's states, which come last; 0 of a network. */
    public int stateCount() {
        return count(Segment.STATE);
    }

    /** Return the coordinates of the parameters [M]. */
    public List<Coordinate> parameterCoordinates() {
        return slots.subList(0, parameterCount()).stream()
                .map(WeightSlot::coordinate)
                .toList();
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
