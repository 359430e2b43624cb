package dev.weft.sdk.calibration;

import dev.weft.priors.Parameter;
import dev.weft.priors.Units;
import dev.weft.sdk.weights.WeightLayout;
import dev.weft.solvers.estimation.Coordinate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.measure.Unit;
import org.ejml.data.DMatrixRMaj;

/**
 * Find the products of powers of open parameters that the data tell.
 *
 * <p>In logarithms such a product is a sum Σ aᵢ·log pᵢ with whole aᵢ; its variance is aᵀPa. The simplest sums that are
 * known, though their parts are not, are taken one after the other, each independent of those before: fewest parameters
 * first, then smallest exponents, then the order of declaration. Between equals the parameter declared first is divided
 * by.
 */
final class Combinations {
    private static final int MAX_OPEN = 8;
    private static final int MAX_PARTS = 4;
    private static final int MAX_EXPONENT = 3;
    /** A sum is told if its standard deviation is below this share of the widest of its parts. */
    private static final double TOLD = 0.1;

    /** Exponents are small and whole: what elimination leaves of dependent ones is rounding. */
    private static final double ROUNDING = 1e-9;

    private static final double QUANTILE_95 = 1.959964;

    private final List<Parameter> parameters;
    private final List<Integer> open;
    private final double[] logs;
    private final DMatrixRMaj covariance;

    /**
     * Look at the open parameters.
     *
     * @param z all unknowns at the minimum
     * @param covariance of all unknowns
     * @param open indices of the parameters that are not told one by one
     */
    Combinations(Unknowns unknowns, double[] z, DMatrixRMaj covariance, List<Integer> open) {
        this.parameters = unknowns.prior().parameters();
        WeightLayout layout = unknowns.layout();
        // Only positive values have logarithms.
        this.open = open.stream()
                .filter(j -> parameters.get(j).lower() >= 0)
                .limit(MAX_OPEN)
                .toList();
        int n = this.open.size();
        this.logs = new double[n];
        double[] slopes = new double[n];
        for (int a = 0; a < n; a++) {
            int j = this.open.get(a);
            Coordinate c = layout.parameterCoordinates().get(j);
            logs[a] = Math.log(c.toValue(z[j]));
            slopes[a] = c.derivative(z[j]) / c.toValue(z[j]);
        }
        this.covariance = new DMatrixRMaj(n, n);
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                this.covariance.set(a, b, slopes[a] * slopes[b] * covariance.get(this.open.get(a), this.open.get(b)));
            }
        }
    }

    /** Exponents with what they are sorted by: how many are not 0, how large they are together, and which. */
    private record Candidate(int[] exponents, int parts, int size, String order) {
        static Candidate of(int[] exponents) {
            int parts = 0;
            int size = 0;
            StringBuilder order = new StringBuilder();
            for (int e : exponents) {
                parts += e == 0 ? 0 : 1;
                size += Math.abs(e);
                order.append(e == 0 ? 'z' : 'a');
            }
            return new Candidate(exponents, parts, size, order.toString());
        }
    }

    List<Combination> find() {
        List<Candidate> told = new ArrayList<>();
        extend(new int[open.size()], 0, 0, told);
        // There are some ten thousands of candidates, but few are told: only these are worth sorting.
        told.sort(Comparator.comparingInt(Candidate::parts)
                .thenComparingInt(Candidate::size)
                .thenComparing(Candidate::order));
        List<int[]> found = new ArrayList<>();
        List<double[]> reduced = new ArrayList<>();
        for (int i = 0; i < told.size() && found.size() < open.size() - 1; i++) {
            if (isIndependent(reduced, told.get(i).exponents)) {
                found.add(told.get(i).exponents);
            }
        }
        return found.stream().map(this::combination).toList();
    }

    private boolean told(int[] exponents) {
        double widest = 0;
        for (int a = 0; a < exponents.length; a++) {
            widest = exponents[a] == 0 ? widest : Math.max(widest, covariance.get(a, a));
        }
        double variance = variance(exponents);
        return variance < 1 && variance < TOLD * TOLD * widest;
    }

    private double variance(int[] exponents) {
        double sum = 0;
        for (int a = 0; a < exponents.length; a++) {
            for (int b = 0; b < exponents.length; b++) {
                sum += exponents[a] * exponents[b] * covariance.get(a, b);
            }
        }
        return Math.max(0, sum);
    }

    /**
     * Tell whether exponents are independent of those before, and add them if so.
     *
     * @param reduced those before, each with 0 where an earlier one has its pivot. Modified
     */
    private static boolean isIndependent(List<double[]> reduced, int[] next) {
        double[] row = Arrays.stream(next).asDoubleStream().toArray();
        for (double[] before : reduced) {
            int pivot = largest(before);
            double factor = row[pivot] / before[pivot];
            for (int a = 0; a < row.length; a++) {
                row[a] -= factor * before[a];
            }
            row[pivot] = 0;
        }
        boolean independent = Math.abs(row[largest(row)]) > ROUNDING;
        if (independent) {
            reduced.add(row);
        }
        return independent;
    }

    private static int largest(double[] row) {
        int largest = 0;
        for (int a = 1; a < row.length; a++) {
            largest = Math.abs(row[a]) > Math.abs(row[largest]) ? a : largest;
        }
        return largest;
    }

    /** Add all exponents that are told, from those on that are chosen already. */
    private void extend(int[] exponents, int from, int parts, List<Candidate> all) {
        if (parts >= 2 && told(exponents)) {
            all.add(Candidate.of(exponents.clone()));
        }
        for (int a = from; parts < MAX_PARTS && a < exponents.length; a++) {
            for (int e = -MAX_EXPONENT; e <= MAX_EXPONENT; e++) {
                // Of a product and its inverse one is enough: that with the first parameter below, or none below.
                if (e != 0 && (parts > 0 || e < 0)) {
                    exponents[a] = e;
                    extend(exponents, a + 1, parts + 1, all);
                    exponents[a] = 0;
                }
            }
        }
    }

    private Combination combination(int[] found) {
        boolean allBelow = Arrays.stream(found).allMatch(e -> e <= 0);
        int[] exponents = Arrays.stream(found).map(e -> allBelow ? -e : e).toArray();
        double log = IntStream.range(0, exponents.length)
                .mapToDouble(a -> exponents[a] * logs[a])
                .sum();
        double reach = QUANTILE_95 * Math.sqrt(variance(exponents));
        Map<String, Integer> named = new LinkedHashMap<>();
        Unit<?> unit = Units.NUMBER;
        for (int a = 0; a < exponents.length; a++) {
            if (exponents[a] != 0) {
                Parameter p = parameters.get(open.get(a));
                named.put(p.name(), exponents[a]);
                unit = unit.multiply(p.unit().pow(exponents[a]));
            }
        }
        return new Combination(named, Math.exp(log), Math.exp(log - reach), Math.exp(log + reach), Units.text(unit));
    }
}
