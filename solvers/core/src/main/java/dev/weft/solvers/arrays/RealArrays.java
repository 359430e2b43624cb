package dev.weft.solvers.arrays;

import dev.weft.solvers.lanes.Precision;
import dev.weft.solvers.matrix.MatrixProducts;
import dev.weft.solvers.matrix.PackedMatrix;
import dev.weft.solvers.symbolic.Expr;
import java.util.List;

/**
 * Compute with arrays of one precision: what {@code double[]} and {@code float[]} have in common.
 *
 * <p>Offsets and lengths are the caller's business; an index outside an array throws what Java throws. Stateless and
 * thread-safe; nothing allocates but what says so.
 *
 * @param <A> the array type, {@code double[]} or {@code float[]}
 */
public abstract sealed class RealArrays<A> permits DoubleArrays, FloatArrays {
    final MatrixProducts products = MatrixProducts.standard();

    /** Return double arithmetic. */
    public static RealArrays<double[]> doubles() {
        return DoubleArrays.INSTANCE;
    }

    /** Return float arithmetic. */
    public static RealArrays<float[]> floats() {
        return FloatArrays.INSTANCE;
    }

    /** Return the arithmetic of a precision. */
    public static RealArrays<?> of(Precision precision) {
        return precision == Precision.DOUBLE ? doubles() : floats();
    }

    /** Return the precision. */
    public abstract Precision precision();

    /** Allocate an array of zeros. */
    public abstract A allocate(int length);

    /** Allocate planes [count] of zeros [length]. */
    public abstract A[] allocatePlanes(int count, int length);

    /** Return one number. */
    public abstract double get(A array, int index);

    /** Set one number, rounded to the precision. */
    public abstract void set(A array, int index, double value);

    /** Set all of a range to one number, rounded. */
    public abstract void fill(A array, int from, int to, double value);

    /** Copy numbers in, rounded. */
    public abstract void fromDoubles(double[] from, int fromOffset, A to, int toOffset, int length);

    /** Copy numbers out. */
    public abstract void toDoubles(A from, int fromOffset, double[] to, int toOffset, int length);

    /** Add numbers to doubles: to[i] ← to[i] + from[i]. */
    public abstract void addToDoubles(A from, int fromOffset, double[] to, int toOffset, int length);

    /**
     * Compute y[i] ← y[i] + c x[i] for i = 0, 1, … in this order; x and y may be one array, y behind x by at least a
     * vector (16 numbers will do): then the sum runs on into what it has just written, a recurrence.
     */
    public abstract void addScaled(double c, A x, int xOffset, A y, int yOffset, int length);

    /** Compute y[i] ← y[i] + c x[i] as {@link #addScaled} does, but from the last element to the first; y before x. */
    public abstract void addScaledBackwards(double c, A x, int xOffset, A y, int yOffset, int length);

    /** Compute y[i] ← y[i] + f[i] x[i] for i = 0, 1, … in this order, as {@link #addScaled}. */
    public abstract void addProduct(A f, int fOffset, A x, int xOffset, A y, int yOffset, int length);

    /** Compute y[i] ← y[i] + f[i] x[i] from the last element to the first, as {@link #addScaledBackwards}. */
    public abstract void addProductBackwards(A f, int fOffset, A x, int xOffset, A y, int yOffset, int length);

    /** Return Σ x[i] y[i]; the order of the sum depends on the length and the vectors of the machine. */
    public abstract double dot(A x, int xOffset, A y, int yOffset, int length);

    /** Return Σ x[i], in double, in order. */
    public abstract double sum(A x, int offset, int length);

    /** Compute C ← α op(A) op(B) + βC; see {@link MatrixProducts}. */
    public abstract void multiply(
            int m,
            int n,
            int k,
            double alpha,
            A a,
            int aOffset,
            int aStride,
            boolean transposeA,
            A b,
            int bOffset,
            int bStride,
            boolean transposeB,
            double beta,
            A c,
            int cOffset,
            int cStride);

    /** Prepare op(A) [m×k] for many products; see {@link MatrixProducts#pack(double[], int, int, int, int, boolean)}. */
    public abstract PackedMatrix<A> pack(A a, int offset, int stride, int m, int k, boolean transposed);

    /**
     * Prepare a kernel of this precision.
     *
     * @param outputs the expressions to evaluate [O]
     * @param inputs the symbols with a value in each lane [I]
     * @param shared the symbols with one value for all lanes [S]
     * @throws IllegalArgumentException if an output contains a symbol that is in neither list, or a symbol occurs twice
     */
    public abstract ArrayKernel<A> compile(List<Expr> outputs, List<Expr> inputs, List<Expr> shared);
}
