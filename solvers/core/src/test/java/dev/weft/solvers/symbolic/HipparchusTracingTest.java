package dev.weft.solvers.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.solvers.kernel.Kernel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.CalculusFieldElement;
import org.hipparchus.Field;
import org.hipparchus.geometry.euclidean.threed.FieldRotation;
import org.hipparchus.geometry.euclidean.threed.FieldVector3D;
import org.hipparchus.linear.Array2DRowFieldMatrix;
import org.hipparchus.linear.ArrayFieldVector;
import org.hipparchus.linear.FieldLUDecomposition;
import org.hipparchus.linear.FieldMatrix;
import org.hipparchus.linear.FieldQRDecomposition;
import org.hipparchus.linear.FieldVector;
import org.hipparchus.ode.FieldODEState;
import org.hipparchus.ode.FieldOrdinaryDifferentialEquation;
import org.hipparchus.ode.nonstiff.ClassicalRungeKuttaFieldIntegrator;
import org.hipparchus.util.Binary64;
import org.hipparchus.util.MathArrays;
import org.junit.jupiter.api.Test;

/** Code of Hipparchus runs once on expressions, once on its own numbers: the kernel must find the same values. */
class HipparchusTracingTest {
    /** Products in sums are rounded here, and carried exactly by Hipparchus: a few ulp of numbers of order 10. */
    private static final double ROUNDING = 1e-13;

    /** Code that is written once for every field. */
    private interface FieldCode {
        <T extends CalculusFieldElement<T>> List<T> run(List<T> x);
    }

    private static void agrees(FieldCode code, double... point) {
        List<Expr> symbols = IntStream.range(0, point.length)
                .mapToObj(i -> Expr.symbol("x" + i))
                .toList();
        Kernel kernel = Kernel.compile(code.run(symbols), symbols);
        double[] traced = new double[kernel.outputs()];
        kernel.evaluate(point, traced, kernel.newScratch());

        List<Binary64> expected = code.run(IntStream.range(0, point.length)
                .mapToObj(i -> new Binary64(point[i]))
                .toList());
        assertThat(traced).hasSameSizeAs(expected);
        for (int i = 0; i < traced.length; i++) {
            double value = expected.get(i).getReal();
            assertThat(traced[i]).as("output %d", i).isCloseTo(value, within(ROUNDING * (1 + Math.abs(value))));
        }
    }

    private static <T extends CalculusFieldElement<T>> FieldMatrix<T> matrix(List<T> x, int rows, int columns) {
        FieldMatrix<T> matrix = new Array2DRowFieldMatrix<>(x.get(0).getField(), rows, columns);
        for (int i = 0; i < rows * columns; i++) {
            matrix.setEntry(i / columns, i % columns, x.get(i));
        }
        return matrix;
    }

    private static <T extends CalculusFieldElement<T>> List<T> entries(FieldMatrix<T> matrix) {
        List<T> entries = new ArrayList<>();
        for (T[] row : matrix.getData()) {
            entries.addAll(List.of(row));
        }
        return entries;
    }

    private static final class Products implements FieldCode {
        @Override
        public <T extends CalculusFieldElement<T>> List<T> run(List<T> x) {
            FieldMatrix<T> a = matrix(x, 2, 3);
            return entries(
                    a.multiply(a.transpose()).add(a.multiplyTransposed(a)).power(3));
        }
    }

    @Test
    void productsOfMatrices() {
        agrees(new Products(), 0.3, -1.1, 0.7, 0.2, 0.9, -0.4);
    }

    private static final class Elimination implements FieldCode {
        @Override
        public <T extends CalculusFieldElement<T>> List<T> run(List<T> x) {
            // Pivots are not to be zero by the caller's word, so that none is asked for its value.
            FieldLUDecomposition<T> lu = new FieldLUDecomposition<>(matrix(x, 3, 3), pivot -> false, false);
            List<T> results = new ArrayList<>(entries(lu.getSolver().getInverse()));
            results.add(lu.getDeterminant());
            return results;
        }
    }

    @Test
    void eliminationWithoutPivoting() {
        agrees(new Elimination(), 4, 1, -1, 0.5, 3, 1, 1, -1, 5);
    }

    @Test
    void eliminationThatPivotsFailsByName() {
        Expr x = Expr.symbol("x");
        FieldMatrix<Expr> matrix = matrix(List.of(x, x.sin(), Expr.ONE, x), 2, 2);

        assertThatThrownBy(() -> new FieldLUDecomposition<>(matrix))
                .isInstanceOf(DataDependentBranchException.class)
                .hasMessageContaining("getReal() of the traced expression x is not known")
                .hasMessageContaining("Expr.select");
        assertThatThrownBy(() -> new FieldQRDecomposition<>(matrix)).isInstanceOf(DataDependentBranchException.class);
    }

    private static final class Vectors implements FieldCode {
        @Override
        public <T extends CalculusFieldElement<T>> List<T> run(List<T> x) {
            FieldVector3D<T> a = new FieldVector3D<>(x.get(0), x.get(1), x.get(2));
            FieldVector3D<T> b = new FieldVector3D<>(x.get(3), x.get(4), x.get(5));
            FieldVector3D<T> c = a.crossProduct(b).scalarMultiply(2.0).subtract(a);
            T dot = a.dotProduct(b);
            return List.of(c.getX(), c.getY(), c.getZ(), dot, a.getNorm(), b.getNorm1(), a.getAlpha(), b.getDelta());
        }
    }

    @Test
    void vectorsOfSpace() {
        agrees(new Vectors(), 0.3, -1.1, 0.7, 0.2, 0.9, -0.4);
    }

    private static final class Turns implements FieldCode {
        @Override
        public <T extends CalculusFieldElement<T>> List<T> run(List<T> x) {
            FieldRotation<T> turn = new FieldRotation<>(x.get(0), x.get(1), x.get(2), x.get(3), true);
            FieldVector3D<T> v = turn.applyTo(new FieldVector3D<>(x.get(4), x.get(5), x.get(6)));
            FieldVector3D<T> back = turn.applyInverseTo(v);
            return List.of(v.getX(), v.getY(), v.getZ(), back.getX(), turn.getMatrix()[1][2]);
        }
    }

    @Test
    void rotations() {
        agrees(new Turns(), 0.5, -0.2, 0.7, 0.4, 1.0, 2.0, 3.0);
    }

    /** A pendulum with drag, as a user of Hipparchus writes it. */
    private record Pendulum<T extends CalculusFieldElement<T>>(T lengthOverGravity, T drag)
            implements FieldOrdinaryDifferentialEquation<T> {
        @Override
        public int getDimension() {
            return 2;
        }

        @Override
        public T[] computeDerivatives(T t, T[] y) {
            T[] rates = MathArrays.buildArray(t.getField(), 2);
            rates[0] = y[1];
            rates[1] = y[0].sin()
                    .divide(lengthOverGravity)
                    .negate()
                    .subtract(drag.multiply(y[1].abs()).multiply(y[1]))
                    .add(t.cos());
            return rates;
        }
    }

    private static final class Rates implements FieldCode {
        @Override
        public <T extends CalculusFieldElement<T>> List<T> run(List<T> x) {
            return List.of(new Pendulum<>(x.get(0), x.get(1)).computeDerivatives(x.get(2), state(x)));
        }

        static <T extends CalculusFieldElement<T>> T[] state(List<T> x) {
            T[] state = MathArrays.buildArray(x.get(0).getField(), 2);
            state[0] = x.get(3);
            state[1] = x.get(4);
            return state;
        }
    }

    private static final class OneStep implements FieldCode {
        @Override
        public <T extends CalculusFieldElement<T>> List<T> run(List<T> x) {
            Field<T> field = x.get(0).getField();
            T start = x.get(2);
            return List.of(new ClassicalRungeKuttaFieldIntegrator<>(field, start.newInstance(0.1))
                    .singleStep(new Pendulum<>(x.get(0), x.get(1)), start, Rates.state(x), start.add(x.get(5))));
        }
    }

    @Test
    void ratesOfADifferentialEquation() {
        agrees(new Rates(), 0.1, 0.3, 0.2, 0.7, -1.5);
    }

    @Test
    void oneStepOfAnIntegratorBecomesOneGraph() {
        agrees(new OneStep(), 0.1, 0.3, 0.2, 0.7, -1.5, 0.01);
    }

    @Test
    void stepControlDependsOnTheStateAndFailsByName() {
        Expr start = Expr.symbol("angle");
        ClassicalRungeKuttaFieldIntegrator<Expr> integrator =
                new ClassicalRungeKuttaFieldIntegrator<>(ExprField.getInstance(), Expr.constant(0.1));

        assertThatThrownBy(() -> integrator.integrate(
                        new org.hipparchus.ode.FieldExpandableODE<>(new Pendulum<>(Expr.ONE, Expr.ZERO)),
                        new FieldODEState<>(Expr.ZERO, new Expr[] {start, start}),
                        Expr.symbol("end")))
                .isInstanceOf(DataDependentBranchException.class)
                .hasMessageContaining("end");
    }

    @Test
    void constantsAnswerWhereFormulasCannot() {
        FieldMatrix<Expr> numbers =
                matrix(List.of(Expr.ZERO, Expr.constant(2), Expr.constant(3), Expr.constant(4)), 2, 2);
        Expr b = Expr.symbol("b");
        ArrayFieldVector<Expr> right =
                new ArrayFieldVector<>(ExprField.getInstance(), new Expr[] {Expr.constant(2), b});
        FieldVector<Expr> solution =
                new FieldLUDecomposition<>(numbers).getSolver().solve(right);

        assertThat(new FieldLUDecomposition<>(numbers).getDeterminant().value()).isEqualTo(-6);
        assertThat(Values.of(List.of(solution.toArray()), List.of(b), 7)).containsExactly(1, 1);
    }
}
