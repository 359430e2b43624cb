package dev.weft.solvers.estimation;

import dev.weft.solvers.ode.IntegrationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.optim.nonlinear.vector.leastsquares.ValueAndJacobianFunction;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.hipparchus.util.Pair;
import org.jspecify.annotations.Nullable;

/**
 * Minimise ½·Σ r_i(z)² by Levenberg–Marquardt from several starting points and keep the lowest minimum.
 *
 * <p>The first start is the given point; the others are the best of a cloud of random points around it. A search ends
 * where nothing is left that the data could tell, see {@link WhatIsLeft}; of several, the best then goes on alone and
 * with more care.
 *
 * Searches run in parallel, each on its own {@link ResidualModel}; the result does not depend on the
 * order in which they end. A point where the model cannot be evaluated counts as very bad, not as an
 * error; only if every start fails is there an exception.
 *
 * <p>Source: J. J. Moré, "The Levenberg–Marquardt algorithm: implementation and theory", 1978, as
 * implemented by Hipparchus.
 */
public final class MultiStartLeastSquares {
    /** A residual far beyond any real one, yet small enough to be squared and summed. */
    private static final double UNREACHABLE = 1e100;

    /** Finer than this the noise of an adaptive integration hides any progress. */
    private static final double COST_TOLERANCE = 1e-8;

    /** When a search ends. */
    private enum Care {
        /** One among several: the best of them goes on alone. */
        COARSE(1e-4, 1),
        /** Alone: to the last digit where the data tell, not for ever where they do not. */
        FINE(1e-12, 0.01);

        private final double promise;
        private final double gain;

        Care(double promise, double gain) {
            this.promise = promise;
            this.gain = gain;
        }

        WhatIsLeft newSearch() {
            return new WhatIsLeft(promise, gain);
        }
    }

    /** A mean square of weighted residuals that no measurement tells from 0. */
    private static final double PERFECT = 1e-12;

    private final Supplier<? extends ResidualModel> models;
    private final LeastSquaresSettings settings;

    /**
     * Prepare a search.
     *
     * @param models makes one model a thread; all must be equal
     */
    public MultiStartLeastSquares(Supplier<? extends ResidualModel> models, LeastSquaresSettings settings) {
        this.models = models;
        this.settings = settings;
    }

    /**
     * Search from {@code start} and from random points around it.
     *
     * @param start first point [U]. Not modified
     * @param spreads how far the random points spread in each direction, in units of the settings' spread [U]
     * @param progress is told the number of searches done, from any thread
     * @return the best minimum found
     * @throws IntegrationException if no start could be evaluated; the one of the given start
     * @throws IllegalStateException if no search found a finite cost, though the given start raised no exception
     */
    public LeastSquaresFit search(double[] start, double[] spreads, IntConsumer progress) {
        return search(start, List.of(), spreads, progress);
    }

    /**
     * Search from {@code start}, from other points that are known to be good, and from random points around the first.
     *
     * @param start first point [U]. Not modified
     * @param others points that take the places of as many random ones [U each]; those beyond the settings' starts are
     *     left out
     * @param spreads how far the random points spread in each direction, in units of the settings' spread [U]
     * @param progress is told the number of searches done, from any thread
     * @return the best minimum found
     * @throws IntegrationException if no start could be evaluated; the one of the given start
     * @throws IllegalStateException if no search found a finite cost, though the given start raised no exception
     */
    public LeastSquaresFit search(double[] start, List<double[]> others, double[] spreads, IntConsumer progress) {
        List<double[]> points = startingPoints(start, others, spreads);
        Care care = points.size() == 1 ? Care.FINE : Care.COARSE;
        int[] done = {0};
        List<@Nullable Ending> ends = IntStream.range(0, points.size())
                .parallel()
                .mapToObj(i -> {
                    Ending ending = searchFrom(points.get(i), care);
                    synchronized (done) {
                        progress.accept(++done[0]);
                    }
                    return ending;
                })
                .toList();
        List<Ending> reached = ends.stream()
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        if (reached.isEmpty()) {
            ResidualModel model = models.get();
            model.evaluate(start, new double[model.residuals()], new double[0]);
            throw new IllegalStateException("no search could leave its start, though the model has a value there");
        }
        Ending best =
                reached.stream().min(Comparator.comparingDouble(Ending::cost)).orElseThrow();
        long converged = reached.stream().filter(Ending::converged).count();
        double agreed = 1.01 * best.cost() + PERFECT * models.get().residuals();
        long agreeing = reached.stream().filter(e -> e.cost() <= agreed).count();
        Ending polished = care == Care.FINE ? null : searchFrom(best.point(), Care.FINE);
        double[] solution = polished != null && polished.cost() <= best.cost() ? polished.point() : best.point();
        return LeastSquaresFit.at(models.get(), solution, (int) converged, (int) agreeing);
    }

    private List<double[]> startingPoints(double[] start, List<double[]> others, double[] spreads) {
        List<double[]> points = new ArrayList<>();
        points.add(start.clone());
        others.stream().limit(settings.starts() - 1L).forEach(points::add);
        int random = settings.starts() - points.size();
        if (random > 0) {
            RandomGenerator generator = new Well19937c(settings.seed());
            List<double[]> cloud = new ArrayList<>();
            for (int k = 0; k < settings.screened(); k++) {
                double[] point = start.clone();
                for (int i = 0; i < point.length; i++) {
                    point[i] += settings.spread() * spreads[i] * generator.nextGaussian();
                }
                cloud.add(point);
            }
            double[] costs = cloud.stream().parallel().mapToDouble(this::cost).toArray();
            IntStream.range(0, cloud.size())
                    .boxed()
                    .sorted(Comparator.comparingDouble(k -> costs[k]))
                    .limit(random)
                    .forEach(k -> points.add(cloud.get(k)));
        }
        return points;
    }

    private double cost(double[] z) {
        return sumOfSquares(new Adapter(models.get()).values(z));
    }

    /** Where a search ended: regularly, or at the lowest point it had seen when its iterations were used up. */
    private record Ending(double[] point, double cost, boolean converged) {}

    private @Nullable Ending searchFrom(double[] point, Care care) {
        Adapter adapter = new Adapter(models.get());
        WhatIsLeft left = care.newSearch();
        boolean converged = true;
        try {
            new LevenbergMarquardtOptimizer()
                    .withCostRelativeTolerance(COST_TOLERANCE)
                    .withParameterRelativeTolerance(COST_TOLERANCE)
                    .optimize(new LeastSquaresBuilder()
                            .model(adapter)
                            .target(new double[adapter.model.residuals()])
                            .start(point)
                            .lazyEvaluation(true)
                            .checker((iteration, before, now) ->
                                    adapter.ended(now.getPoint().toArray(), left))
                            .maxEvaluations(10 * settings.maxIterations())
                            .maxIterations(settings.maxIterations())
                            .build());
        } catch (MathIllegalStateException | IntegrationException e) {
            // Out of iterations, or at a point where the derivatives fail: what was reached may still be the best.
            converged = false;
        }
        return adapter.lowest < UNREACHABLE ? new Ending(adapter.lowestPoint, adapter.lowest, converged) : null;
    }

    private static double sumOfSquares(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return sum;
    }

    /** Hand a residual model to Hipparchus. */
    private static final class Adapter implements ValueAndJacobianFunction {
        private final ResidualModel model;
        private double lowest = Double.POSITIVE_INFINITY;
        private double[] lowestPoint = {};
        private double[] valuesPoint = {};
        private double[] lastValues = {};
        private double[] jacobianPoint = {};
        private double[] lastJacobian = {};

        Adapter(ResidualModel model) {
            this.model = model;
        }

        double[] values(double[] z) {
            double[] residuals = new double[model.residuals()];
            try {
                model.evaluate(z, residuals, new double[0]);
            } catch (IntegrationException e) {
                // A trial step went where the equations have no solution: refuse the step by its cost.
                Arrays.fill(residuals, UNREACHABLE);
            }
            double cost = sumOfSquares(residuals);
            if (cost < lowest) {
                lowest = cost;
                lowestPoint = z.clone();
            }
            return residuals;
        }

        /** Tell whether nothing is left to gain at a point that was accepted. */
        boolean ended(double[] z, WhatIsLeft left) {
            return left.isNothing(valuesAt(z), jacobianAt(z));
        }

        /** Hipparchus asks for the same up to four times. */
        private double[] valuesAt(double[] z) {
            if (!Arrays.equals(z, valuesPoint)) {
                lastValues = values(z);
                valuesPoint = z.clone();
            }
            return lastValues;
        }

        private double[] jacobianAt(double[] z) {
            if (!Arrays.equals(z, jacobianPoint)) {
                double[] flat = new double[model.residuals() * model.unknowns()];
                model.evaluate(z, new double[model.residuals()], flat);
                lastJacobian = flat;
                jacobianPoint = z.clone();
            }
            return lastJacobian;
        }

        @Override
        public RealVector computeValue(double[] z) {
            return new ArrayRealVector(valuesAt(z), true);
        }

        @Override
        public RealMatrix computeJacobian(double[] z) {
            int rows = model.residuals();
            int columns = model.unknowns();
            double[] flat = jacobianAt(z);
            double[][] jacobian = new double[rows][];
            for (int i = 0; i < rows; i++) {
                jacobian[i] = Arrays.copyOfRange(flat, i * columns, (i + 1) * columns);
            }
            return new Array2DRowRealMatrix(jacobian, false);
        }

        @Override
        public Pair<RealVector, RealMatrix> value(RealVector point) {
            double[] z = point.toArray();
            return new Pair<>(computeValue(z), computeJacobian(z));
        }
    }
}
