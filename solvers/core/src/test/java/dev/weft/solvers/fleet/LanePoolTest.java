package dev.weft.solvers.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanePoolTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void everyBlockIsDoneOnceInEveryCall(int workers) {
        try (LanePool pool = new LanePool(workers)) {
            for (int count : new int[] {0, 1, 2, 7, 100}) {
                for (int repeat = 0; repeat < 200; repeat++) {
                    AtomicIntegerArray done = new AtomicIntegerArray(count);
                    pool.run(count, (block, worker) -> {
                        assertThat(worker).isBetween(0, workers - 1);
                        done.incrementAndGet(block);
                    });
                    for (int i = 0; i < count; i++) {
                        assertThat(done.get(i)).isEqualTo(1);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void anExceptionReachesTheCallerAndThePoolGoesOn(int workers) {
        try (LanePool pool = new LanePool(workers)) {
            assertThatThrownBy(() -> pool.run(50, (block, worker) -> {
                        if (block == 17) {
                            throw new IllegalStateException("block 17");
                        }
                    }))
                    .hasMessage("block 17");
            AtomicIntegerArray done = new AtomicIntegerArray(50);
            pool.run(50, (block, worker) -> done.incrementAndGet(block));
            assertThat(done.get(49)).isEqualTo(1);
        }
    }

    @Test
    void wrongUseIsRefused() {
        assertThatThrownBy(() -> new LanePool(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("workers = 0, expected 1 or more");
        LanePool pool = LanePool.single();
        pool.close();
        assertThatThrownBy(() -> pool.run(1, (block, worker) -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
