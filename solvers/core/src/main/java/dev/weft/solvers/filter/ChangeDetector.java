package dev.weft.solvers.filter;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Watch the innovations of a fleet, or of one twin, for a change; see {@link ChangeSettings} for how.
 *
 * <p>A reading that a gate has refused counts like any other: after a change they are all refused. The first change of a lane
 * is kept, and the lane is not watched any more until it is {@link #reset}. A lane depends on its own readings only.
 *
 * <p>Cost: some ten operations an output and four numbers, and two numbers for each reading of the window; an observation
 * allocates nothing. Not thread-safe.
 */
public final class ChangeDetector {
    private static final int NONE = -1;

    private final ChangeSettings settings;
    private final int lanes;
    private final double[] thresholds;
    private final double[][] rises;
    private final double[][] falls;
    private final double[][] riseSince;
    private final double[][] fallSince;
    private final double[][] squares;
    private final double[][] times;
    private final byte[][] counts;
    private final double[] sums;
    private final int[] degrees;
    private final int[] next;
    private final boolean[] full;
    private final Change.@Nullable Kind[] kinds;
    private final int[] outputs;
    private final double[] toldAt;
    private final double[] since;
    private final double[] statistics;
    private int changed;

    /**
     * Begin to watch.
     *
     * @param outputs Q, 1 … 127
     * @param lanes L, 1 or more
     * @throws IllegalArgumentException if a number is outside of its bounds
     */
    public ChangeDetector(ChangeSettings settings, int outputs, int lanes) {
        if (outputs < 1 || outputs > Byte.MAX_VALUE) {
            throw new IllegalArgumentException("outputs = " + outputs + ", expected 1 … " + Byte.MAX_VALUE);
        }
        if (lanes < 1) {
            throw new IllegalArgumentException("lanes = " + lanes + ", expected 1 or more");
        }
        this.settings = settings;
        this.lanes = lanes;
        Gate gate = new Gate(settings.probability());
        this.thresholds = new double[settings.window() * outputs + 1];
        Arrays.setAll(thresholds, k -> k == 0 ? 0 : gate.threshold(k));
        this.rises = new double[outputs][lanes];
        this.falls = new double[outputs][lanes];
        this.riseSince = new double[outputs][lanes];
        this.fallSince = new double[outputs][lanes];
        this.squares = new double[settings.window()][lanes];
        this.times = new double[settings.window()][lanes];
        this.counts = new byte[settings.window()][lanes];
        this.sums = new double[lanes];
        this.degrees = new int[lanes];
        this.next = new int[lanes];
        this.full = new boolean[lanes];
        this.kinds = new Change.Kind[lanes];
        this.outputs = new int[lanes];
        this.toldAt = new double[lanes];
        this.since = new double[lanes];
        this.statistics = new double[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            reset(lane);
        }
    }

    /** Return L. */
    public int lanes() {
        return lanes;
    }

    /** Return how many lanes have changed. */
    public int changed() {
        return changed;
    }

    /** Return the sums C⁺ [Q×L], live. */
    public double[][] rises() {
        return rises;
    }

    /** Return the sums C⁻ [Q×L], live. */
    public double[][] falls() {
        return falls;
    }

    /** Tell whether a lane has changed. */
    public boolean hasChanged(int lane) {
        return kinds[lane] != null;
    }

    /** Return what changed in a lane first; null where nothing has. */
    public @Nullable Change change(int lane) {
        Change.Kind kind = kinds[lane];
        return kind == null ? null : new Change(lane, kind, outputs[lane], toldAt[lane], since[lane], statistics[lane]);
    }

    /** Forget what was seen of a lane, and watch it from here. */
    public void reset(int lane) {
        if (kinds[lane] != null) {
            changed--;
        }
        kinds[lane] = null;
        for (int k = 0; k < rises.length; k++) {
            rises[k][lane] = 0;
            falls[k][lane] = 0;
            riseSince[k][lane] = Double.NaN;
            fallSince[k][lane] = Double.NaN;
        }
        sums[lane] = 0;
        degrees[lane] = 0;
        next[lane] = 0;
        full[lane] = false;
    }

    /**
     * Take in the last step of a fleet.
     *
     * @param fleet whose innovations are looked at. Not modified
     * @param time of the readings
     * @throws IllegalArgumentException if the fleet has another number of lanes or outputs
     */
    public void observe(FilterPlanes fleet, double time) {
        if (fleet.lanes() != lanes || fleet.expected().length != rises.length) {
            throw new IllegalArgumentException("fleet = " + fleet.expected().length + "×" + fleet.lanes()
                    + ", expected " + rises.length + "×" + lanes + ": outputs × lanes");
        }
        for (int lane = 0; lane < lanes; lane++) {
            if (kinds[lane] == null && fleet.verdicts()[lane] != LaneTile.FAILED) {
                int present = 0;
                for (int k = 0; k < rises.length; k++) {
                    double nu = fleet.innovation(k, lane);
                    present += add(lane, k, time, nu / Math.sqrt(fleet.innovationVariances()[k][lane]));
                }
                addSquares(lane, present, time, fleet.surprises()[lane]);
            }
        }
    }

    /**
     * Take in a reading of one twin.
     *
     * @param lane of the twin
     * @param time of the reading
     * @param innovations y − ŷ, NaN where an output is missing [Q]. Not modified
     * @param standardDeviations √S_kk of the innovations [Q]. Not modified
     * @param surprise νᵀS⁻¹ν
     * @return whether the lane has changed, now or before
     */
    public boolean observe(int lane, double time, double[] innovations, double[] standardDeviations, double surprise) {
        if (kinds[lane] == null) {
            int present = 0;
            for (int k = 0; k < rises.length; k++) {
                present += add(lane, k, time, innovations[k] / standardDeviations[k]);
            }
            addSquares(lane, present, time, surprise);
        }
        return kinds[lane] != null;
    }

    /** Add to the sums of an output, and return 1, or 0 where it is missing. */
    private int add(int lane, int k, double time, double z) {
        if (!Double.isFinite(z)) {
            return 0;
        }
        double counted = Math.max(-settings.limit(), Math.min(settings.limit(), z));
        double rise = Math.max(0, rises[k][lane] + counted - settings.reference());
        double fall = Math.max(0, falls[k][lane] - counted - settings.reference());
        rises[k][lane] = rise;
        falls[k][lane] = fall;
        if (rise == 0 || Double.isNaN(riseSince[k][lane])) {
            riseSince[k][lane] = time;
        }
        if (fall == 0 || Double.isNaN(fallSince[k][lane])) {
            fallSince[k][lane] = time;
        }
        if (rise > settings.threshold()) {
            tell(lane, Change.Kind.RISE, k, time, riseSince[k][lane], rise);
        } else if (fall > settings.threshold()) {
            tell(lane, Change.Kind.FALL, k, time, fallSince[k][lane], fall);
        }
        return 1;
    }

    private void addSquares(int lane, int present, double time, double surprise) {
        if (present == 0 || !Double.isFinite(surprise)) {
            return;
        }
        int place = next[lane];
        if (full[lane]) {
            sums[lane] -= squares[place][lane];
            degrees[lane] -= counts[place][lane];
        }
        squares[place][lane] = Math.min(surprise, present * settings.limit() * settings.limit());
        counts[place][lane] = (byte) present;
        times[place][lane] = time;
        sums[lane] += squares[place][lane];
        degrees[lane] += present;
        place++;
        if (place == squares.length) {
            place = 0;
            full[lane] = true;
            // Added up anew once a window, so that rounding does not gather.
            sums[lane] = 0;
            for (double[] row : squares) {
                sums[lane] += row[lane];
            }
        }
        next[lane] = place;
        if (full[lane] && sums[lane] > thresholds[degrees[lane]]) {
            tell(lane, Change.Kind.SIZE, NONE, time, times[place][lane], sums[lane]);
        }
    }

    private void tell(int lane, Change.Kind kind, int output, double time, double from, double statistic) {
        if (kinds[lane] == null) {
            changed++;
            kinds[lane] = kind;
            outputs[lane] = output;
            toldAt[lane] = time;
            since[lane] = from;
            statistics[lane] = statistic;
        }
    }
}
