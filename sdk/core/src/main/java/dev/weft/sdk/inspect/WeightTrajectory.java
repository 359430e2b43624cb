package dev.weft.sdk.inspect;

import dev.weft.sdk.weights.WeightLayout;
import dev.weft.sdk.weights.WeightSegment;
import dev.weft.sdk.weights.WeightSlot;
import java.util.List;

/**
 * Hold the weights of one series over time: θ [T×D] at T increasing times, with the layout that names the D weights and
 * the segments they form. Owns copies of what it is made of. Immutable and thread-safe.
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
     * @param layout names of the weights [D] and of their segments; those without a weight are left out
     * @throws IllegalArgumentException if the shapes do not agree, a number is not finite or the times do not increase
     */
    public WeightTrajectory(String name, double[] times, double[][] theta, WeightLayout layout) {
        this.name = name;
        this.weights = layout.slots().stream().map(WeightSlot::path).toList();
        this.segments = layout.segments().stream().filter(s -> s.length() > 0).toList();
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
            for (int i = segment.offset(); i < segment.end(); i++) {
                sum += theta[t][i] * theta[t][i];
            }
            norms[t] = Math.sqrt(sum);
        }
        return norms;
    }
}
