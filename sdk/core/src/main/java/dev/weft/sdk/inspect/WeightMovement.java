package dev.weft.sdk.inspect;

import dev.weft.sdk.inspect.MovementEvent.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Find the steps at which weights moved much more than usual, and which weights did.
 *
 * <p>Of the steps ‖θ_t − θ_{t−1}‖, t = 1 … T − 1, one stands out if it lies more than a threshold of robust standard
 * deviations above their median, where the deviation is 1.4826 · MAD, the median of the distances from the median, but
 * at least 5 % of the median (steady movement is no event, however steady) and 1e-9 of the largest ‖θ‖ (nor is
 * rounding). Steps that stand out near each other are one event, at the largest of them. A series is judged by itself.
 *
 * <p>Steps are compared as they are, whatever the time between them. Immutable and thread-safe.
 *
 * <p>Source: F. R. Hampel, "The influence curve and its role in robust estimation", 1974.
 */
public final class WeightMovement {
    /** Makes the MAD of normal numbers their standard deviation: 1 / Φ⁻¹(3/4). */
    private static final double NORMAL = 1.4826;

    private static final double LEAST_OF_MEDIAN = 0.05;
    private static final double ROUNDING = 1e-9;

    private final double[] sizes;
    private final double median;
    private final double deviation;
    private final List<MovementEvent> events;

    private WeightMovement(WeightTrajectory trajectory, MovementSettings settings) {
        int steps = trajectory.length() - 1;
        sizes = new double[steps];
        double largest = 0;
        for (int t = 0; t <= steps; t++) {
            double[] theta = trajectory.theta(t);
            largest = Math.max(largest, norm(theta, 0, theta.length));
            if (t > 0) {
                double[] change = change(trajectory, t);
                sizes[t - 1] = norm(change, 0, change.length);
            }
        }
        median = median(sizes);
        double[] distances = Arrays.stream(sizes).map(s -> Math.abs(s - median)).toArray();
        double spread = NORMAL * median(distances);
        deviation = Math.max(spread, Math.max(LEAST_OF_MEDIAN * median, ROUNDING * largest));
        events = find(settings).stream()
                .sorted()
                .map(t -> event(trajectory, t, settings.mostWeights()))
                .toList();
    }

    /** Return the movement of a series; one of a single time has no step and no event. */
    public static WeightMovement of(WeightTrajectory trajectory, MovementSettings settings) {
        return new WeightMovement(trajectory, settings);
    }

    /** Return the steps of the events, the strongest first: each is nearer to no stronger one than allowed. */
    private List<Integer> find(MovementSettings settings) {
        List<Integer> strongest = IntStream.rangeClosed(1, sizes.length)
                .filter(t -> deviations(t) > settings.threshold())
                .boxed()
                .sorted(Comparator.comparingDouble(t -> -sizes[t - 1]))
                .toList();
        List<Integer> found = new ArrayList<>();
        for (int t : strongest) {
            boolean apart = found.stream().allMatch(other -> Math.abs(other - t) >= settings.separation());
            if (apart && found.size() < settings.mostEvents()) {
                found.add(t);
            }
        }
        return found;
    }

    private MovementEvent event(WeightTrajectory trajectory, int t, int mostWeights) {
        double[] change = change(trajectory, t);
        double size = sizes[t - 1];
        List<Part> weights = IntStream.range(0, change.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -Math.abs(change[i])))
                .limit(mostWeights)
                .map(i -> new Part(trajectory.weights().get(i), change[i], square(change[i] / size)))
                .toList();
        List<Part> segments = trajectory.segments().stream()
                .map(s -> {
                    double moved = norm(change, s.offset(), s.end());
                    return new Part(s.name(), moved, square(moved / size));
                })
                .sorted(Comparator.comparingDouble(part -> -part.share()))
                .toList();
        return new MovementEvent(t, trajectory.time(t), size, deviations(t), weights, segments);
    }

    private double deviations(int t) {
        return deviation > 0 ? (sizes[t - 1] - median) / deviation : 0;
    }

    /** Return a copy of ‖θ_t − θ_{t−1}‖ for t = 1 … T − 1 [T − 1]. */
    public double[] sizes() {
        return sizes.clone();
    }

    /** Return the median of the steps. */
    public double median() {
        return median;
    }

    /** Return the robust standard deviation that steps are measured in. */
    public double deviation() {
        return deviation;
    }

    /** Return the events in the order of time. */
    public List<MovementEvent> events() {
        return events;
    }

    private static double[] change(WeightTrajectory trajectory, int t) {
        double[] change = trajectory.theta(t);
        for (int i = 0; i < change.length; i++) {
            change[i] -= trajectory.weight(t - 1, i);
        }
        return change;
    }

    private static double norm(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i] * values[i];
        }
        return Math.sqrt(sum);
    }

    /** Return the median, 0 of nothing. */
    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return n == 0 ? 0 : 0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]);
    }

    private static double square(double value) {
        return value * value;
    }
}
