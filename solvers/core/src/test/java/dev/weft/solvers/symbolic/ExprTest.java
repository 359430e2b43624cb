package dev.weft.solvers.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ExprTest {
    private final Expr x = Expr.symbol("x");
    private final Expr y = Expr.symbol("y");

    @Test
    void constantsKeepTheirValue() {
        assertThat(Expr.ZERO.value()).isZero();
        assertThat(Expr.ONE.value()).isEqualTo(1);
        assertThat(Expr.ZERO.operands()).isEmpty();
        assertThat(Expr.constant(2.5).operation()).isEqualTo(Operation.CONSTANT);
    }

    @Test
    void constantsAreSharedWithTwoZerosAndOneNaN() {
        double otherNaN = Double.longBitsToDouble(0x7ff8000000000123L);

        assertThat(Expr.constant(2)).isSameAs(Expr.constant(2));
        assertThat(Expr.constant(0.0)).isSameAs(Expr.ZERO).isNotSameAs(Expr.constant(-0.0));
        assertThat(Expr.constant(otherNaN)).isSameAs(Expr.constant(Double.NaN));
    }

    @Test
    void symbolsDifferByIdentityNotByName() {
        Expr other = Expr.symbol("x");

        assertThat(x).isNotSameAs(other).isNotEqualTo(other);
        assertThat(x.plus(y)).isNotSameAs(other.plus(y));
        assertThat(x.name()).isEqualTo(other.name());
    }

    @Test
    void equalNodesAreIdenticalAndOrderOfOperandsMatters() {
        assertThat(x.plus(y).times(x)).isSameAs(x.plus(y).times(x));
        assertThat(x.minus(y)).isNotEqualTo(y.minus(x));
        assertThat(x.pow(y)).isSameAs(x.pow(y));
        assertThat(x.pow(3.0)).isSameAs(x.pow(Expr.constant(3)));
        assertThat(x.pow(1.0)).isSameAs(x.pow(Expr.ONE));
    }

    @Test
    void neutralElementsVanish() {
        assertThat(x.plus(Expr.constant(-0.0))).isSameAs(x);
        assertThat(Expr.constant(-0.0).plus(x)).isSameAs(x);
        assertThat(x.minus(Expr.ZERO)).isSameAs(x);
        assertThat(x.times(Expr.ONE)).isSameAs(x);
        assertThat(Expr.ONE.times(x)).isSameAs(x);
        assertThat(x.over(Expr.ONE)).isSameAs(x);
        assertThat(x.negate().negate()).isSameAs(x);
        assertThat(x.min(x)).isSameAs(x);
        assertThat(x.max(x)).isSameAs(x);
        assertThat(Expr.select(y, x, x)).isSameAs(x);
        assertThat(x.pow(0)).isSameAs(Expr.ONE);
        assertThat(x.min(Expr.constant(Double.POSITIVE_INFINITY))).isSameAs(x);
        assertThat(Expr.constant(Double.NEGATIVE_INFINITY).max(x)).isSameAs(x);
    }

    @Test
    void signsMeetInOnePlace() {
        Expr minusOne = Expr.constant(-1);

        assertThat(x.times(minusOne)).isSameAs(x.negate());
        assertThat(minusOne.times(x)).isSameAs(x.negate());
        assertThat(x.over(minusOne)).isSameAs(x.negate());
        assertThat(Expr.constant(-0.0).minus(x)).isSameAs(x.negate());
        assertThat(x.plus(y.negate())).isSameAs(x.minus(y));
        assertThat(x.minus(y.negate())).isSameAs(x.plus(y));
        assertThat(x.negate().times(y.negate())).isSameAs(x.times(y));
        assertThat(x.negate().over(y.negate())).isSameAs(x.over(y));
        assertThat(x.negate().abs()).isSameAs(x.abs());
        assertThat(x.abs().abs()).isSameAs(x.abs());
    }

    @Test
    void functionsOfTheirOwnValuesVanish() {
        assertThat(x.sign().sign()).isSameAs(x.sign());
        assertThat(x.floor().ceil()).isSameAs(x.floor());
        assertThat(x.rint().rint()).isSameAs(x.rint());
        assertThat(x.sign().floor()).isSameAs(x.sign());
    }

    @Test
    void powersThatJavaComputesByOtherOperationsAreThoseOperations() {
        assertThat(x.pow(2)).isSameAs(x.times(x));
        assertThat(x.pow(-1)).isSameAs(Expr.ONE.over(x));
        // √ of −∞ is NaN, the power is ∞.
        assertThat(x.pow(0.5).operation()).isEqualTo(Operation.POWER);
    }

    @Test
    void selectionsWithAKnownConditionAreTheirBranch() {
        Expr z = Expr.symbol("z");
        Expr sign = Expr.select(z, Expr.ONE, Expr.constant(-1));

        assertThat(Expr.select(Expr.ZERO, x, y)).isSameAs(x);
        assertThat(Expr.select(Expr.constant(Double.NaN), x, y)).isSameAs(y);
        assertThat(Expr.select(sign, x, y)).isSameAs(Expr.select(z, x, y));
        assertThat(Expr.select(sign.negate(), x, y)).isNotSameAs(Expr.select(z, y, x));
        assertThat(Expr.select(Expr.select(z, Expr.constant(-1), Expr.ONE), x, y))
                .isSameAs(Expr.select(z, y, x));
    }

    @Test
    void nodesAreMadeOfAnOperationAndItsOperands() {
        assertThat(Expr.of(Operation.MULTIPLY, x, Expr.ONE)).isSameAs(x);
        assertThat(Expr.of(Operation.SELECT, x, y, x)).isSameAs(Expr.select(x, y, x));
        assertThatThrownBy(() -> Expr.of(Operation.SIN, x, y))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("operands of SIN = 2, expected 1");
        assertThatThrownBy(() -> Expr.of(Operation.SYMBOL)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatOnlyLooksNeutralIsKept() {
        // −0 + 0 is +0, 0·∞ and 0/0 are NaN, x − x is NaN for ∞.
        assertThat(x.plus(Expr.ZERO)).isNotSameAs(x);
        assertThat(x.minus(Expr.constant(-0.0))).isNotSameAs(x);
        assertThat(x.times(Expr.ZERO).operation()).isEqualTo(Operation.MULTIPLY);
        assertThat(Expr.ZERO.over(x).operation()).isEqualTo(Operation.DIVIDE);
        assertThat(x.minus(x).operation()).isEqualTo(Operation.SUBTRACT);
        assertThat(Expr.ZERO.minus(x)).isNotSameAs(x.negate());
    }

    @Test
    void constantsFold() {
        Expr two = Expr.constant(2);

        assertThat(two.plus(Expr.constant(3)).value()).isEqualTo(5);
        assertThat(two.pow(10).value()).isEqualTo(1024);
        assertThat(Expr.select(Expr.constant(Double.NaN), Expr.ONE, two)).isSameAs(two);
        assertThat(Expr.ZERO.negate().isConstant(-0.0)).isTrue();
        assertThat(Expr.ZERO.negate().isConstant(0.0)).isFalse();
        assertThat(x.isConstant(0.0)).isFalse();
    }

    @Test
    void sumGoesFromLeftToRight() {
        assertThat(Expr.sum(List.of())).isSameAs(Expr.ZERO);
        assertThat(Expr.sum(List.of(x))).isSameAs(x);
        assertThat(Expr.sum(List.of(x, y, x))).isSameAs(x.plus(y).plus(x));
    }

    @Test
    void threadsThatBuildTheSameFormulaGetTheSameNode() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 200; round++) {
                Expr fresh = Expr.symbol("s");
                Callable<Expr> build = () -> fresh.sin().times(fresh).plus(fresh.exp());
                List<Expr> built = new ArrayList<>();
                for (Future<Expr> node : threads.invokeAll(List.of(build, build, build, build))) {
                    built.add(node.get());
                }
                assertThat(built).allSatisfy(node -> assertThat(node).isSameAs(built.get(0)));
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
