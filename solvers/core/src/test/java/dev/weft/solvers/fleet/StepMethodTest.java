package dev.weft.solvers.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.solvers.symbolic.Expr;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StepMethodTest {
    static Stream<StepMethod> methods() {
        return Stream.of(ExplicitRungeKutta.CLASSICAL_4, ExplicitRungeKutta.DORMAND_PRINCE_54, Rosenbrock.RODAS_43);
    }

    @Test
    void aMethodWithoutErrorEstimateRefusesToMakeOne() {
        Expr h = Expr.symbol("h");
        List<Expr> rates = List.of(Expr.symbol("f"));

        assertThatThrownBy(() -> ExplicitRungeKutta.CLASSICAL_4.step(FleetProblem.LOGISTIC.system(), rates, h))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no error estimate");
        assertThat(ExplicitRungeKutta.CLASSICAL_4.name()).isEqualTo("classical Runge-Kutta 4");
    }
}
