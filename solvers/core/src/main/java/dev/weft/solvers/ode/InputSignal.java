package dev.weft.solvers.ode;

/**
 * Give the inputs of a system as functions of time, smooth in pieces.
 *
 * <p>Integrators restart where a piece ends, so that no step runs over a jump. Implementations are immutable and
 * thread-safe.
 */
public interface InputSignal {
    /** Return K, the number of inputs. */
    int count();

    /** Return the first time the signal is known at. */
    double begin();

    /** Return the last time the signal is known at. */
    double end();

    /** Return the end of the piece that contains {@code t} and what follows it at once; infinite if there is none. */
    double pieceEnd(double t);

    /**
     * Evaluate the piece that begins at, or contains, {@code piece} at the time {@code t}: at the end of a piece its limit
     * from the left.
     *
     * @param u values [K]. Modified
     */
    void at(double t, double piece, double[] u);

    /** Return inputs that never change; none for a system without inputs. */
    static InputSignal constant(double... values) {
        double[] held = values.clone();
        return new InputSignal() {
            @Override
            public int count() {
                return held.length;
            }

            @Override
            public double begin() {
                return Double.NEGATIVE_INFINITY;
            }

            @Override
            public double end() {
                return Double.POSITIVE_INFINITY;
            }

            @Override
            public double pieceEnd(double t) {
                return Double.POSITIVE_INFINITY;
            }

            @Override
            public void at(double t, double piece, double[] u) {
                System.arraycopy(held, 0, u, 0, held.length);
            }
        };
    }
}
