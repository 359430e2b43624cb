package dev.weft.solvers.ode;

import dev.weft.solvers.symbolic.Expr;
import dev.weft.solvers.symbolic.Operation;
import dev.weft.solvers.symbolic.Symbols;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Know which symbols a system has declared, and find the others. */
final class Declarations {
    private final Set<Expr> symbols = Collections.newSetFromMap(new IdentityHashMap<>());

    private Declarations() {}

    /**
     * Declare symbols.
     *
     * @throws IllegalArgumentException if one occurs twice or is no symbol
     */
    static Declarations of(List<Expr> symbols) {
        Declarations declared = new Declarations();
        for (Expr symbol : symbols) {
            if (symbol.operation() != Operation.SYMBOL) {
                throw new IllegalArgumentException("input " + symbol + " is an expression, expected a symbol");
            }
            if (!declared.symbols.add(symbol)) {
                throw new IllegalArgumentException("input " + symbol + " is declared twice, expected each symbol once");
            }
        }
        return declared;
    }

    /**
     * Look for symbols that were not declared.
     *
     * @throws IllegalArgumentException if there are any, with their names
     */
    void check(List<Expr> expressions) {
        List<String> unbound = Symbols.of(expressions).stream()
                .filter(symbol -> !symbols.contains(symbol))
                .map(Expr::name)
                .toList();
        if (!unbound.isEmpty()) {
            throw new IllegalArgumentException("unbound symbols " + unbound
                    + ", expected every symbol of the equations among the " + symbols.size()
                    + " states, parameters and inputs");
        }
    }
}
