package dev.weft.twins.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.twins.Reading;
import dev.weft.twins.Verdict;
import dev.weft.twins.guard.Finding;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveNewsTest {
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private long now;

    private LiveNews news(boolean live, boolean alone) {
        LiveNews news =
                new LiveNews(live, alone, "plant", new PrintStream(told, true, StandardCharsets.UTF_8), () -> now);
        news.begin();
        return news;
    }

    private static void hear(LiveNews news, String twin, double time, Finding finding) {
        news.heard(
                twin,
                "mass-spring-damper",
                new Reading(time, new double[] {1}, new double[] {1, 0}),
                new Verdict(finding, 1, 1, List.of()));
    }

    private List<String> lines() {
        return told.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void anAlarmIsToldOnceUntilItIsAnswered() {
        LiveNews news = news(true, true);

        hear(news, "a", 1, Finding.ALARM);
        hear(news, "a", 2, Finding.ALARM);
        hear(news, "a", 3, Finding.OUTLIER);
        hear(news, "a", 4, Finding.ALARM);
        hear(news, "a", 5, Finding.GOOD);
        hear(news, "a", 6, Finding.ALARM);

        assertThat(lines()).hasSize(2);
        assertThat(lines().get(0))
                .isEqualTo("weft: alarm of a at 1 s: parameters are far from the approved ones;"
                        + " look with weft twin diff a --store plant");
        assertThat(lines().get(1)).startsWith("weft: alarm of a at 6 s");
    }

    @Test
    void saysOnceAMinuteThatItFollows() {
        LiveNews news = news(true, true);
        hear(news, "a", 1.5, Finding.GOOD);
        hear(news, "b", 2.5, Finding.OUTLIER);
        now = Duration.ofSeconds(59).toNanos();
        news.batchDone(2, Double.NaN);
        now = Duration.ofSeconds(60).toNanos();
        news.batchDone(3, Double.NaN);
        news.batchDone(4, Double.NaN);

        assertThat(lines()).containsExactly("weft: 3 rows, 2 readings, 1 of them refused, the newest of 2.5 s");
    }

    @Test
    void aFleetThatAlarmsAsAWholeDoesNotFlood() {
        LiveNews news = news(true, true);
        for (int i = 0; i < 500; i++) {
            hear(news, "t" + i, 1, Finding.ALARM);
        }

        assertThat(lines()).hasSize(101);
        assertThat(lines().get(100)).contains("weft twin ls --store plant");
    }

    @Test
    void besideFilesTellsWhatComesAfterThem() {
        LiveNews news = news(true, false);
        hear(news, "a", 1, Finding.REOPENED);
        news.batchDone(1, 0.5);
        news.batchDone(2, 1);
        hear(news, "a", 1772366400.25, Finding.REOPENED);

        assertThat(lines())
                .containsExactly("weft: a at 2026-03-01T12:00:00Z: the machine has changed; the twin learns it anew");
    }

    @Test
    void aRunOfFilesTellsItAtItsEnd() {
        LiveNews news = news(false, false);
        hear(news, "a", 1, Finding.ALARM);
        now = Duration.ofHours(1).toNanos();
        news.batchDone(1, 0.5);

        assertThat(lines()).isEmpty();
    }
}
