package dev.weft.solvers.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.solvers.symbolic.Expr;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a kernel may round away, and what it may not. */
class RoundingTest {
    private final Expr a = Expr.symbol("a");
    private final Expr b = Expr.symbol("b");
    private final Expr c = Expr.symbol("c");
    private final Expr d = Expr.symbol("d");
    private final List<Expr> inputs = List.of(a, b, c, d);

    private double evaluate(Expr expr, double... values) {
        Kernel kernel = Kernel.compile(List.of(expr), inputs);
        double[] out = new double[1];
        kernel.evaluate(values, out, kernel.newScratch());
        return out[0];
    }

    @Test
    void aProductThatIsAddedIsRoundedOnce() {
        double x = 1 + 0x1p-30;
        assertThat(evaluate(a.times(b).plus(c), x, x, -x * x, 0)).isEqualTo(Math.fma(x, x, -x * x));
        assertThat(evaluate(c.minus(a.times(b)), x, x, x * x, 0)).isEqualTo(-Math.fma(x, x, -x * x));
    }

    @Test
    void equalProductsCancelUnderASquareRoot() {
        Random random = new Random(3);
        for (int i = 0; i < 1000; i++) {
            double x = random.nextDouble();
            double y = random.nextDouble();
            Expr root = a.times(b).minus(c.times(d)).sqrt();
            assertThat(evaluate(root, x, y, x, y)).isZero();
            // Also where the sign is passed on before it matters.
            Expr scaled = a.times(b).minus(c.times(d)).times(3).plus(Expr.ZERO).sqrt();
            assertThat(evaluate(scaled, x, y, x, y)).isZero();
        }
    }

    @Test
    void theOrderOfASumDoesNotDecideWhatIsFused() {
        Random random = new Random(4);
        for (int i = 0; i < 200; i++) {
            double[] values = random.doubles(4, -1, 1).toArray();
            assertThat(evaluate(a.times(b).plus(c.times(d)), values)).isEqualTo(inOtherOrder(values));
        }
    }

    /** The sum on symbols of its own, written the other way round before anything else. */
    private static double inOtherOrder(double[] values) {
        List<Expr> own = List.of(Expr.symbol("a"), Expr.symbol("b"), Expr.symbol("c"), Expr.symbol("d"));
        Expr sum = own.get(3).times(own.get(2)).plus(own.get(1).times(own.get(0)));
        Kernel kernel = Kernel.compile(List.of(sum), own);
        double[] out = new double[1];
        kernel.evaluate(values, out, kernel.newScratch());
        return out[0];
    }
}
