package dev.weft.twins.plant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.twins.Twin;
import dev.weft.twins.guard.Finding;
import dev.weft.twins.store.StrayLine;
import org.junit.jupiter.api.Test;

/** What becomes of rows that are not as they should be. */
class BadRowsTest extends PlantScene {
    @Test
    void whatIsNoReadingIsKeptInQuarantine() {
        write(
                "hall.csv",
                HEADER,
                "a,0,1,1,0",
                "a,0.05,1,broken,0",
                "c,0.05,1,1,0",
                ",0.05,1,1,0",
                "a,,1,1,0",
                "a,soon,1,1,0",
                "a,inf,1,1,0",
                "a,0.1",
                "a,0.1,1,inf,0");

        PlantEnd end = run(plant("\"hall\": {\"file\": \"hall.csv\", \"asset\": \"machine\"}", asset("\"id\": \"a\"")));

        assertThat(reasons())
                .containsExactly(
                        "a: column 'position' holds 'broken', expected a number; taken as missing",
                        "no asset of the plant is called 'c'",
                        "column 'machine' names no asset",
                        "no time: column 'time' is empty",
                        "no time: column 'time' holds 'soon', expected a finite number or a time such as 2026-03-01T12:00:00Z",
                        "no time: column 'time' holds 'inf', expected a finite number or a time such as 2026-03-01T12:00:00Z",
                        "2 cells, expected 5 as in the header");
        StrayLine last = store.strays(1).get(0);
        assertThat(last.source()).isEqualTo("hall");
        assertThat(last.line()).isEqualTo(9);
        assertThat(last.text()).isEqualTo("a,0.1");
        assertThat(end)
                .extracting(PlantEnd::rows, PlantEnd::readings, PlantEnd::strays, PlantEnd::cells)
                .containsExactly(9L, 3L, 6L, 1L);
        assertThat(heard).hasSize(3).first().isEqualTo("a 0.0 GOOD");
        assertThat(Twin.reopen(store, "a").version()).isEqualTo(3);
    }

    @Test
    void timesThatGoBackReachTheGate() {
        write("hall.csv", HEADER, "a,0,1,1,0", "a,0.1,1,1,0", "a,0.1,1,1,0", "a,0.05,1,1,0", "a,0.15,1,1,0");

        run(plant("\"hall\": {\"file\": \"hall.csv\", \"asset\": \"machine\"}", asset("\"id\": \"a\"")));

        assertThat(heard.subList(2, 4)).containsExactly("a 0.1 " + Finding.DUPLICATE, "a 0.05 " + Finding.OUT_OF_ORDER);
        assertThat(Twin.reopen(store, "a").snapshot().time()).isEqualTo(0.15);
    }

    @Test
    void timesMayBeThoseOfACalendar() {
        write(
                "hall.csv",
                HEADER,
                "a,1970-01-02T00:00:00Z,1,1,0",
                "a,1970-01-02T01:00:00.5+01:00,1,1,0",
                "a,1970-01-02,1,1,0");

        run(plant(
                "\"hall\": {\"file\": \"hall.csv\", \"asset\": \"machine\", \"timeUnit\": \"h\"}",
                asset("\"id\": \"a\"")));

        assertThat(heard.stream().map(text -> text.split(" ")[1])).containsExactly("86400.0", "86400.5");
        assertThat(reasons()).singleElement().asString().contains("holds '1970-01-02'");
    }
}
