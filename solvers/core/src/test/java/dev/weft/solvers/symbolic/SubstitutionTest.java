package dev.weft.solvers.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubstitutionTest {
    private final Expr x = Expr.symbol("x");
    private final Expr y = Expr.symbol("y");

    @Test
    void replacesAllSymbolsAtOnce() {
        assertThat(x.minus(y).substitute(Map.of(x, y, y, x))).isSameAs(y.minus(x));
        assertThat(x.times(y).substitute(Map.of(x, x.plus(y))))
                .isSameAs(x.plus(y).times(y));
    }

    @Test
    void leavesWhatContainsNoReplacedSymbol() {
        Expr kept = y.sin().times(y);

        assertThat(kept.substitute(Map.of(x, Expr.ONE))).isSameAs(kept);
        assertThat(kept.plus(x).substitute(Map.of(x, Expr.constant(-0.0)))).isSameAs(kept);
        assertThat(x.substitute(Map.of())).isSameAs(x);
    }

    @Test
    void expressionsReplacedOneAfterTheOtherShareTheirSubexpressions() {
        Substitution substitution = Substitution.of(List.of(x), List.of(y.exp()));
        Expr shared = x.sin();

        List<Expr> both = substitution.apply(List.of(shared.plus(y), shared.times(y)));

        assertThat(both.get(0).operand(0)).isSameAs(both.get(1).operand(0)).isSameAs(substitution.apply(shared));
    }

    @Test
    void fusesAStepOfHeun() {
        // x' = −p·x: x + h/2·(k1 + k2) with k2 = f(x + h·k1) is x·(1 − hp + (hp)²/2).
        Expr p = Expr.symbol("p");
        Expr h = Expr.symbol("h");
        Expr k1 = p.times(x).negate();
        Expr k2 = k1.substitute(Map.of(x, x.plus(h.times(k1))));
        Expr step = x.plus(h.times(0.5).times(k1.plus(k2)));

        // All numbers are powers of two, so that nothing is rounded.
        assertThat(Values.of(List.of(step), List.of(x, p, h), 4, 2, 0.25)).containsExactly(4 * (1 - 0.5 + 0.125));
    }

    @Test
    void graphsDeeperThanAStackAreReplaced() {
        Expr chain = x;
        for (int i = 0; i < 100_000; i++) {
            chain = chain.plus(y);
        }

        assertThat(chain.substitute(Map.of(x, Expr.ZERO, y, Expr.ONE)).isConstant(100_000))
                .isTrue();
    }

    @Test
    void refusesWhatIsNoSymbolAndListsThatDoNotMatch() {
        assertThatThrownBy(() -> x.substitute(Map.of(x.plus(y), y)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot replace x + y, expected a symbol");
        assertThatThrownBy(() -> Substitution.of(List.of(x, y), List.of(y)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("replacements = 1, expected one for each of 2 symbols");
        assertThatThrownBy(() -> Substitution.of(List.of(x, x), List.of(y, y)))
                .hasMessage("symbol x is replaced twice, expected each symbol once");
    }
}
