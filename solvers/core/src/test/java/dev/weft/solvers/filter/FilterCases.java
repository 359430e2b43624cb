package dev.weft.solvers.filter;

import dev.weft.solvers.estimation.Coordinate;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.solvers.ode.OdeSystem;
import dev.weft.solvers.symbolic.Expr;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.eig.SymmetricQRAlgorithmDecomposition_DDRM;

/** Models that the tests of filters share. */
final class FilterCases {
    /** s' = v, v' = (u − k s − c v)/m, both read; m, k, c in logarithms. */
    static final FilterModel OSCILLATOR = oscillator();

    /** x' = b − 0.5 x + u: the weights b and x move linearly; y = x and y = 2 x − b + u. */
    static final FilterModel LINEAR = linear();

    private FilterCases() {}

    static Stream<FilterMethod> methods() {
        return Stream.of(
                FilterMethod.EXTENDED, FilterMethod.UNSCENTED, FilterMethod.unscented(1), FilterMethod.ensemble(24, 3));
    }

    private static FilterModel oscillator() {
        Expr s = Expr.symbol("s");
        Expr v = Expr.symbol("v");
        Expr m = Expr.symbol("m");
        Expr k = Expr.symbol("k");
        Expr c = Expr.symbol("c");
        Expr u = Expr.symbol("u");
        Expr force = u.minus(k.times(s)).minus(c.times(v));
        OdeSystem system =
                new OdeSystem(List.of(s, v), List.of(m, k, c), List.of(u), List.of(v, force.over(m)), List.of(s, v));
        return FilterModel.of(system, List.of(1e-4, 4e-4))
                .withCoordinates(Collections.nCopies(3, new Coordinate.Log(0)))
                .withDrifts(Collections.nCopies(3, Drift.walk(1e-4)))
                .withStateNoise(List.of(1e-4, 1e-3));
    }

    private static FilterModel linear() {
        Expr x = Expr.symbol("x");
        Expr b = Expr.symbol("b");
        Expr u = Expr.symbol("u");
        OdeSystem system = new OdeSystem(
                List.of(x),
                List.of(b),
                List.of(u),
                List.of(b.minus(x.times(0.5)).plus(u)),
                List.of(x, x.times(2).minus(b).plus(u)));
        return FilterModel.of(system, List.of(0.04, 0.09))
                .withDrifts(List.of(Drift.walk(0.01)))
                .withStateNoise(List.of(0.02));
    }

    static GaussianEstimate oscillatorStart() {
        return GaussianEstimate.independent(
                new double[] {0, Math.log(4), Math.log(0.4), 1, 0}, new double[] {0.2, 0.2, 0.3, 0.05, 0.05});
    }

    static double smallestEigenvalue(DMatrixRMaj matrix) {
        SymmetricQRAlgorithmDecomposition_DDRM eigenvalues = new SymmetricQRAlgorithmDecomposition_DDRM(false);
        eigenvalues.decompose(matrix.copy());
        double smallest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < eigenvalues.getNumberOfEigenvalues(); i++) {
            smallest = Math.min(smallest, eigenvalues.getEigenvalue(i).getReal());
        }
        return smallest;
    }
}
