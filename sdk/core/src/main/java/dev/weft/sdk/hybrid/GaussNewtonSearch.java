package dev.weft.sdk.hybrid;

import dev.weft.sdk.residual.ResidualNetwork;
import dev.weft.solvers.ode.IntegrationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;

/**
 * Search by Levenberg–Marquardt over all segments: weights and the starts of all segments in one step.
 *
 * <p>The starts are eliminated segment by segment: with A = J_wᵀJ_w, B = J_wᵀJ_x, C = J_xᵀJ_x the weights see A − B C⁻¹ Bᵀ, so a
 * step costs W² a row and W³ once. An epoch is one step that was tried.
 *
 * <p>Source: J. Nocedal, S. J. Wright, "Numerical Optimization", 2nd edition, 2006, section 10.3; the elimination as in
 * bundle adjustment, B. Triggs et al., 2000, section 6.
 */
final class GaussNewtonSearch implements WeightSearch {
    private static final int CHUNKS = 16;
    private static final double LARGEST_DAMPING = 1e12;

    private final SegmentLoss loss;
    private final List<Segment> segments;
    private final double decay;
    private final int w;
    private final int readings;
    private double damping = 1e-2;
    private @Nullable Normal current;

    GaussNewtonSearch(SegmentLoss loss, ResidualNetwork network, List<Segment> segments, ResidualSettings settings) {
        this.loss = loss;
        this.segments = segments;
        this.decay = settings.optimiser().weightDecay();
        this.w = network.weightCount();
        this.readings = segments.stream().mapToInt(Segment::readings).sum();
    }

    /** How the starts of one segment follow the weights: δx = −(alone + by·δw). */
    private record Following(double[] alone, DMatrixRMaj by) {}

    /** Normal equations of the weights over all segments. */
    private final class Normal {
        private final DMatrixRMaj curvature = new DMatrixRMaj(w, w);
        private final double[] slope = new double[w];
        private final List<@Nullable Following> following = new ArrayList<>();
        private double cost;

        void add(SegmentLoss.Slopes s) {
            int n = s.start().length;
            DMatrixRMaj all = s.curvature();
            DMatrixRMaj c = CommonOps_DDRM.extract(all, w, w + n, w, w + n);
            DMatrixRMaj b = CommonOps_DDRM.extract(all, w, w + n, 0, w);
            DMatrixRMaj inverse = new DMatrixRMaj(n, n);
            cost += s.loss();
            if (!CommonOps_DDRM.invert(c, inverse)) {
                following.add(null);
                return;
            }
            DMatrixRMaj by = new DMatrixRMaj(n, w);
            CommonOps_DDRM.mult(inverse, b, by);
            DMatrixRMaj alone = new DMatrixRMaj(n, 1);
            CommonOps_DDRM.mult(inverse, DMatrixRMaj.wrap(n, 1, s.start()), alone);
            for (int i = 0; i < w; i++) {
                double sum = s.weights()[i];
                for (int k = 0; k < n; k++) {
                    sum -= b.get(k, i) * alone.get(k);
                }
                slope[i] += sum;
                for (int j = 0; j < w; j++) {
                    double value = all.get(i, j);
                    for (int k = 0; k < n; k++) {
                        value -= b.get(k, i) * by.get(k, j);
                    }
                    curvature.data[i * w + j] += value;
                }
            }
            following.add(new Following(alone.data, by));
        }

        void addAll(Normal other) {
            CommonOps_DDRM.addEquals(curvature, other.curvature);
            Arrays.setAll(slope, i -> slope[i] + other.slope[i]);
            following.addAll(other.following);
            cost += other.cost;
        }
    }

    @Override
    public Pass pass(double[] parameters, int epoch, double rate) {
        Normal here = current;
        if (here == null) {
            here = normal(parameters);
            current = here;
        }
        int physical = parameters.length - w;
        double[] before = parameters.clone();
        List<double[]> starts = segments.stream().map(s -> s.state().clone()).toList();
        double[] step = step(here);
        for (int i = 0; i < w; i++) {
            parameters[physical + i] += step[i];
        }
        move(here, step);
        Normal there = normal(parameters);
        if (there.cost < here.cost) {
            damping = Math.max(1e-12, damping / 4);
            current = there;
        } else {
            System.arraycopy(before, 0, parameters, 0, before.length);
            for (int s = 0; s < starts.size(); s++) {
                System.arraycopy(starts.get(s), 0, segments.get(s).state(), 0, starts.get(s).length);
            }
            damping *= 8;
        }
        Normal kept = there.cost < here.cost ? there : here;
        return new Pass(kept.cost / readings, AdamWSearch.norm(kept.slope) / readings, damping > LARGEST_DAMPING);
    }

    private double[] step(Normal normal) {
        DMatrixRMaj damped = normal.curvature.copy();
        DMatrixRMaj right = new DMatrixRMaj(w, 1);
        for (int i = 0; i < w; i++) {
            // Marquardt's scaling, with a floor: at first nothing depends on the layers before the last.
            damped.add(i, i, damping * (normal.curvature.get(i, i) + 1e-3 * readings));
            right.set(i, 0, -normal.slope[i]);
        }
        DMatrixRMaj step = new DMatrixRMaj(w, 1);
        return CommonOps_DDRM.solve(damped, right, step) ? step.data : new double[w];
    }

    private void move(Normal normal, double[] step) {
        for (int s = 0; s < segments.size(); s++) {
            Following following = normal.following.get(s);
            if (following != null) {
                double[] x = segments.get(s).state();
                for (int i = 0; i < x.length; i++) {
                    x[i] -= following.alone[i];
                    for (int j = 0; j < w; j++) {
                        x[i] -= following.by.get(i, j) * step[j];
                    }
                }
            }
        }
    }

    /** Chunks are summed in order, so that rounding does not depend on threads. Infinite cost if a segment cannot be run. */
    private Normal normal(double[] parameters) {
        int chunks = Math.min(CHUNKS, segments.size());
        List<Normal> parts = IntStream.range(0, chunks)
                .parallel()
                .mapToObj(c -> part(parameters, segments.size() * c / chunks, segments.size() * (c + 1) / chunks))
                .toList();
        Normal sum = new Normal();
        parts.forEach(sum::addAll);
        int physical = parameters.length - w;
        for (int i = 0; i < w; i++) {
            double weight = parameters[physical + i];
            sum.cost += 0.5 * decay * weight * weight;
            sum.slope[i] += decay * weight;
            sum.curvature.add(i, i, decay);
        }
        return sum;
    }

    private Normal part(double[] parameters, int from, int to) {
        Normal part = new Normal();
        for (int s = from; s < to; s++) {
            try {
                part.add(loss.slopes(parameters, segments.get(s), true));
            } catch (IntegrationException | IllegalArgumentException e) {
                // A start or weights beyond all numbers: the step was too long.
                part.cost = Double.POSITIVE_INFINITY;
                part.following.add(null);
            }
        }
        return part;
    }
}
