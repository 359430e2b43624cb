package dev.weft.twins.store;

import static dev.weft.twins.store.StoredEntries.all;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Lines that reached no twin. */
interface StrayLineContract {
    /** Return the store of the test, empty when it begins. */
    TwinStore store();

    private static StrayLine stray(long line, String text) {
        return new StrayLine("hall", line, text, "not JSON", Instant.parse("2026-03-01T12:00:00.123Z"));
    }

    @Test
    default void keepsStrayLinesOnceAndInOrder() {
        StrayLine odd = stray(3, "\u0000 'quoted' \uD800 \u00b5\n");
        store().keepStrays(List.of(stray(2, "a"), odd));
        store().keepStrays(List.of(odd.keptAt(Instant.EPOCH), stray(2, "b")));
        store().keepStrays(List.of());

        assertThat(store().strays(10)).containsExactly(stray(2, "a"), odd, stray(2, "b"));
        assertThat(store().strays(2)).containsExactly(odd, stray(2, "b"));
        assertThat(all(store())).as("strays are no entries").isEmpty();
    }

    @Test
    default void letsTheOldestStrayLinesGo() {
        int most = StrayLine.MOST_KEPT;
        store().keepStrays(LongStream.rangeClosed(1, most)
                .mapToObj(i -> stray(i, "x"))
                .toList());
        store().keepStrays(List.of(stray(most + 1, "y"), stray(most + 2, "z")));

        List<StrayLine> kept = store().strays(Integer.MAX_VALUE);
        assertThat(kept).hasSize(most);
        assertThat(kept.get(0).line()).isEqualTo(3);
        assertThat(kept.get(most - 1)).isEqualTo(stray(most + 2, "z"));
    }
}
