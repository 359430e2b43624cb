package dev.weft.solvers.symbolic;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class InternerTest {
    private static final int NODES = 20_000;

    @Test
    void findsEveryNodeAgainHoweverManyThereAre() {
        Expr x = Expr.symbol("x");
        List<Expr> first = products(x);

        assertThat(new HashSet<>(first)).hasSize(NODES);
        List<Expr> second = products(x);
        for (int i = 0; i < NODES; i++) {
            assertThat(second.get(i) == first.get(i)).isTrue();
        }
    }

    @Test
    void threadsThatBuildTheSameGraphsAtOnceGetTheSameNodes() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Expr x = Expr.symbol("x");
            Callable<List<Expr>> build = () -> products(x);
            List<List<Expr>> built = new ArrayList<>();
            for (Future<List<Expr>> future : threads.invokeAll(List.of(build, build, build, build))) {
                built.add(future.get());
            }
            for (int i = 0; i < NODES; i++) {
                Set<Expr> same = java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());
                for (List<Expr> list : built) {
                    same.add(list.get(i));
                }
                assertThat(same).hasSize(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void forgetsNodesThatNobodyUses() throws InterruptedException {
        Expr x = Expr.symbol("x");
        List<WeakReference<Expr>> nodes = new ArrayList<>();
        for (Expr product : products(x)) {
            nodes.add(new WeakReference<>(product));
        }
        for (int attempt = 0; attempt < 100 && nodes.get(7).get() != null; attempt++) {
            System.gc();
            Thread.sleep(10);
        }

        assertThat(nodes).allSatisfy(node -> assertThat(node.get()).isNull());
        // What was removed from the table does not disturb what is added.
        assertThat(products(x).get(7)).isSameAs(products(x).get(7)).hasToString("x*7.5");
    }

    private static List<Expr> products(Expr x) {
        List<Expr> products = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            products.add(x.times(i + 0.5));
        }
        return products;
    }

    @Test
    void commutedSumsAndProductsAreTheNodeThatWasWrittenFirst() {
        Expr x = Expr.symbol("x");
        Expr y = Expr.symbol("y");
        Expr product = y.times(x);

        assertThat(x.times(y)).isSameAs(product).hasToString("y*x");
        assertThat(x.plus(product)).isSameAs(product.plus(x));
        // The derivative of a minimum at a tie is that of its first operand.
        assertThat(x.min(y)).isNotSameAs(y.min(x));
        assertThat(x.atan2(y)).isNotSameAs(y.atan2(x));
    }
}
