package dev.weft.solvers.kernel;

import dev.weft.solvers.symbolic.Expr;
import dev.weft.solvers.symbolic.Operation;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Give every node of a kernel's graph a number that depends on the formula and the order of the kernel's arguments
 * only: not on names, on the history of the process, or on the order in which operands that commute were written.
 *
 * <p>Different nodes may have the same number, as hashes do; the chance is 2⁻⁶⁴ a pair.
 */
final class Signatures {
    private final Map<Expr, Long> signatures = new IdentityHashMap<>();

    Signatures(KernelSource source) {
        List<Expr> arguments = source.arguments();
        for (int i = 0; i < arguments.size(); i++) {
            signatures.put(arguments.get(i), mix(i + 1L));
        }
        source.operationsInOrder().forEach(e -> signatures.put(e, compute(e)));
    }

    long of(Expr expr) {
        return expr.operation() == Operation.CONSTANT
                ? mix(~Double.doubleToLongBits(expr.value()))
                : Objects.requireNonNull(signatures.get(expr));
    }

    private long compute(Expr e) {
        long signature = mix(-1L - e.operation().ordinal());
        for (Expr operand : e.operands()) {
            // A sum forgets the order, a chain keeps it.
            signature = e.operation().commutes() ? signature + mix(of(operand)) : mix(signature ^ of(operand));
        }
        return mix(signature);
    }

    /** The finaliser of SplitMix64 (G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", 2014). */
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
