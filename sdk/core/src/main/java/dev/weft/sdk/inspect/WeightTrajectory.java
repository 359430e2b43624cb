package dev.weft.sdk.inspect;

import java.util.List;

/**
 * Hold the weights of one series over time: θ [T×D] at T increasing times, with the names of the D weights and of the
 * segments they form. Owns copies of what it is made of. Immutable and thread-safe.
 */
public final class WeightTrajectory {
    private final String name;
    private final double[] times;
    private final double[][] theta;
    private final List<String> weights;
    private final List<WeightSegment> segments;

    /**
     * Copy and check a trajectory.
     *
     * @param name name of the series
     * @param times [T], T &gt;= 1, finite, strictly increasing. Not modified
     * @param theta θ [T×D], D &gt;= 1, finite, a row per time. Not modified
     * @param weights names of the weights [D]
     * @param segments segments in order, which together hold every weight once; names may not repeat
     * @throws IllegalArgumentException if the shapes do not agree, a number is not finite, the times do not increase
     *     or the segments leave a gap or overlap
     */
    public WeightTrajectory(
            String name, double[] times, double[][] theta, List<String> weights, List<WeightSegment> segments) {
        this.name = name;
        this.weights = List.copyOf(weights);
        this.segments = List.copyOf(segments);
        this.times = times.clone();
        if (times.length == 0 || times.length != theta.length) {
            throw new IllegalArgumentException("rows of θ of series " + name + " = " + theta.length + " at "
                    + times.length + " times, expected one row per time and at least one");
        }
        this.theta = new double[theta.length][];
        for (int t = 0; t < theta.length; t++) {
            this.theta[t] = theta[t].clone();
            check(t);
        }
        checkSegments();
    }

    private void check(int t) {
        if (!Double.isFinite(times[t]) || (t > 0 && times[t] <= times[t - 1])) {
            throw new IllegalArgumentException("time " + t + " of series " + name + " = " + times[t]
                    + ", expected a finite number after the one before it");
        }
        double[] row = theta[t];
        if (row.length != weights.size() || row.length == 0) {
            throw new IllegalArgumentException("weights of series " + name + " at step " + t + " = " + row.length
                    + ", expected one per name, " + weights.size() + ", and at least one");
        }
        for (int i = 0; i < row.length; i++) {
            if (!Double.isFinite(row[i])) {
                throw new IllegalArgumentException("weight " + weights.get(i) + " of series " + name + " at step " + t
                        + " = " + row[i] + ", expected a finite number; look at the steps before it");
            }
        }
    }

    private void checkSegments() {
        int end = 0;
        for (WeightSegment segment : segments) {
            if (segment.from() != end) {
                throw new IllegalArgumentException("segment '" + segment.name() + "' begins at weight " + segment.from()
                        + ", expected " + end + ": segments hold every weight once, in order");
            }
            end = segment.to();
        }
        if (end != weights.size()) {
            throw new IllegalArgumentException(
                    "weights in segments = " + end + ", expected all " + weights.size() + " of series " + name);
        }
        if (segments.stream().map(WeightSegment::name).distinct().count() < segments.size()) {
            throw new IllegalArgumentException("segments of series " + name + " = "
                    + segments.stream().map(WeightSegment::name).toList() + ", expected every name once");
        }
    }

    /** Return the name of the series. */
    public String name() {
        return name;
    }

    /** Return T, the number of times. */
    public int length() {
        return times.length;
    }

    /** Return D, the number of weights. */
    public int size() {
        return weights.size();
    }

    /** Return the names of the weights [D]. */
    public List<String> weights() {
        return weights;
    }

    /** Return the segments in order. */
    public List<WeightSegment> segments() {
        return segments;
    }

    /** Return a copy of the times [T]. */
    public double[] times() {
        return times.clone();
    }

    /** Return the time of step t. */
    public double time(int t) {
        return times[t];
    }

    /** Return a copy of θ_t [D]. */
    public double[] theta(int t) {
        return theta[t].clone();
    }

    /** Return weight i at step t. */
    public double weight(int t, int i) {
        return theta[t][i];
    }

    /** Return how far θ is from its mean over the series: θ_t − (1/T) Σ θ [T×D]. */
    public double[][] centred() {
        double[] mean = new double[size()];
        for (double[] row : theta) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += row[i] / theta.length;
            }
        }
        double[][] centred = new double[theta.length][];
        for (int t = 0; t < theta.length; t++) {
            centred[t] = theta[t].clone();
            for (int i = 0; i < mean.length; i++) {
                centred[t][i] -= mean[i];
            }
        }
        return centred;
    }

    /** Return the norm ‖θ_t‖ over the weights of a segment, at every step [T]. */
    public double[] norms(WeightSegment segment) {
        double[] norms = new double[length()];
        for (int t = 0; t < norms.length; t++) {
            double sum = 0;
            for (int i = segment.from(); i < segment.to(); i++) {
                sum += theta[t][i] * theta[t][i];
            }
            norms[t] = Math.sqrt(sum);
        }
        return norms;
    }
}
