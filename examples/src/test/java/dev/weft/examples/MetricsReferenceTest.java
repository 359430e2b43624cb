package dev.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.priors.fluids.CascadedTanks;
import dev.weft.twins.Fleet;
import dev.weft.twins.Twin;
import dev.weft.twins.metrics.FleetMeter;
import dev.weft.twins.metrics.FleetMetrics;
import dev.weft.twins.store.MemoryStore;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the pages about metrics to the meters: all are listed, and no rule asks for one that is not there. */
class MetricsReferenceTest {
    private static final Pattern NAME = Pattern.compile("\\bweft_[a-z_]+");

    @Test
    void theReferenceListsEveryMeterWithItsTags() throws IOException {
        String page = Project.read("docs/reference/metrics.md");
        for (FleetMeter meter : FleetMeter.values()) {
            String tags = meter.tags().stream().map(tag -> "`" + tag + "`").collect(Collectors.joining(", "));
            assertThat(page.lines())
                    .as(meter.meter())
                    .anyMatch(row -> row.startsWith("| `" + meter.meter() + "` |")
                            && row.contains(tags.isEmpty() ? "| |" : "| " + tags + " |"));
        }
        Matcher row = Pattern.compile("(?m)^\\| `(weft\\.[a-z.]+)`").matcher(page);
        Set<String> meters =
                Arrays.stream(FleetMeter.values()).map(FleetMeter::meter).collect(Collectors.toSet());
        while (row.find()) {
            assertThat(meters).contains(row.group(1));
        }
    }

    @Test
    void pagesNameOnlyWhatPrometheusIsTold() throws IOException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        FleetMetrics metrics = FleetMetrics.byTwin(1);
        metrics.bindTo(registry);
        new Fleet(new MemoryStore(), metrics).twin("a", Twin.of(new CascadedTanks()));
        Set<String> told = NAME.matcher(registry.scrape())
                .results()
                .map(found -> found.group())
                .collect(Collectors.toSet());

        for (String page : new String[] {
            "docs/reference/metrics.md", "docs/how-to/watch-a-fleet-with-metrics.md", "docs/how-to/weft-alerts.yml"
        }) {
            Set<String> named = NAME.matcher(Project.read(page))
                    .results()
                    .map(found -> found.group())
                    .collect(Collectors.toSet());
            assertThat(named).as(page).isNotEmpty().isSubsetOf(told);
        }
    }
}
