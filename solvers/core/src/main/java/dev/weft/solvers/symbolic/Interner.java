package dev.weft.solvers.symbolic;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Keep one node per distinct expression, so that equality is identity and shared work is seen.
 *
 * <p>Nodes are held weakly: a graph nobody uses any more is collected. Thread-safe by one lock, which
 * is held for a map access only; graphs are built once, not in hot paths.
 */
final class Interner {
    private static final Map<Expr, WeakReference<Expr>> NODES = new WeakHashMap<>();

    private Interner() {}

    static Expr intern(Expr candidate) {
        synchronized (NODES) {
            WeakReference<Expr> known = NODES.get(candidate);
            Expr node = known == null ? null : known.get();
            if (node != null) {
                return node;
            }
            NODES.put(candidate, new WeakReference<>(candidate));
            return candidate;
        }
    }
}
