package dev.weft.solvers.symbolic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TopologicalOrderTest {
    private final Expr x = Expr.symbol("x");
    private final Expr y = Expr.symbol("y");

    @Test
    void walksRootsAndOperandsFromLeftToRight() {
        Expr product = x.times(y);
        Expr sum = product.plus(y);

        assertThat(TopologicalOrder.of(List.of(sum, product.sin(), sum)))
                .containsExactly(x, y, product, sum, product.sin());
        assertThat(TopologicalOrder.of(List.of())).isEmpty();
    }

    @Test
    void visitsANodeOnceHoweverManyPathsLeadToIt() {
        Expr doubled = x;
        for (int i = 0; i < 200; i++) {
            doubled = doubled.plus(doubled);
        }

        assertThat(TopologicalOrder.of(List.of(doubled))).hasSize(201);
    }

    @Test
    void symbolsAreListedByAgeNotByPlace() {
        assertThat(Symbols.of(List.of(y.plus(x), y))).containsExactly(x, y);
        assertThat(Symbols.of(List.of(Expr.ONE))).isEmpty();
    }
}
