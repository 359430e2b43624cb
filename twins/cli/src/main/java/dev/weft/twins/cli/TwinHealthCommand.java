package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.Nearest;
import dev.weft.twins.Twin;
import dev.weft.twins.health.Health;
import dev.weft.twins.health.HealthCheck;
import dev.weft.twins.health.TimeToLimit;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Print how well twins do. */
@Command(
        name = "health",
        mixinStandardHelpOptions = true,
        header = "Print how well twins do.",
        description =
                "Print how well the twins of a store do, or one of them: how many of the newest readings were accepted, whether the "
                        + "twin knows how wrong it is, whether something is left to learn, how far the weights are from the "
                        + "approved ones, how they move, and what of this is not as it should be. With --limit tell how long a "
                        + "parameter that drifts has left.",
        footer = {"", "Example: weft twin health tank-03 --store plant --limit outflow=0.02"})
final class TwinHealthCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "TWIN",
            description = "Id of a twin, see weft twin ls; all twins without it.")
    @Nullable
    String id;

    @Mixin
    StoreOption store = new StoreOption();

    @Option(
            names = "--window",
            paramLabel = "N",
            defaultValue = "200",
            description = "How many of the newest readings count (default ${DEFAULT-VALUE}).")
    int window;

    @Option(
            names = "--limit",
            paramLabel = "P=V",
            description = "Tell how long parameter P has left to the value V, in its unit; needs TWIN.")
    Map<String, Double> limits = new TreeMap<>();

    @Mixin
    JsonOutput output = new JsonOutput();

    @Override
    public Integer call() {
        if (window < 2) {
            throw new DataException("--window = " + window + ", expected 2 readings or more");
        }
        if (id == null && !limits.isEmpty()) {
            throw new DataException("--limit needs the id of a twin, for example weft twin health tank-03 --limit …");
        }
        TextTable table = new TextTable(
                "lrrrrrl", "twin", "readings", "accepted", "surprise", "whiteness", "from approved", "remarks");
        TextTable left = new TextTable("lrll", "parameter", "limit", "left", "95 % interval");
        ObjectNode object = JsonOutput.newObject();
        ArrayNode twins = object.putArray("twins");
        try (JdbcStore opened = store.openToRead()) {
            List<String> ids = opened.ids();
            if (id != null && !ids.contains(id)) {
                throw Nearest.unknown("the store", "twin", id, ids);
            }
            HealthCheck check = new HealthCheck(opened, window);
            for (String each : id == null ? ids : List.of(id)) {
                Twin twin = Twin.reopen(opened, each);
                Health health = check.of(twin);
                row(table, health);
                ObjectNode node = twins.addObject();
                write(node, health);
                limits.forEach((parameter, limit) ->
                        addLimit(left, node, TimeToLimit.of(opened, twin, parameter, limit, window)));
            }
        }
        if (output.json) {
            JsonOutput.print(object);
        } else {
            System.out.print(table);
            if (!limits.isEmpty()) {
                System.out.println();
                System.out.print(left);
            }
            System.out.println();
            System.out.println(
                    "surprise: 1 if the twin knows how wrong it is; whiteness: 0 if nothing is left to learn;"
                            + " from approved: standard deviations");
        }
        return 0;
    }

    private static void row(TextTable table, Health health) {
        table.row(
                health.twin(),
                Integer.toString(health.quality().readings()),
                Double.isNaN(health.quality().accepted())
                        ? "–"
                        : percent(health.quality().accepted()),
                number(health.consistency().surprise()),
                number(health.consistency().whiteness()),
                number(health.fromApproved().deviations()),
                health.isWell() ? "well" : String.join("; ", health.remarks()));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : "–";
    }

    private static void write(ObjectNode node, Health h) {
        node.put("id", h.twin())
                .put("version", h.version())
                .put("well", h.isWell())
                .put("alarmed", h.alarmed());
        node.put("readings", h.quality().readings());
        put(node, "accepted", h.quality().accepted());
        put(node, "surprise", h.consistency().surprise());
        put(node, "surpriseBand", h.consistency().surpriseBand());
        put(node, "whiteness", h.consistency().whiteness());
        put(node, "whitenessBand", h.consistency().whitenessBand());
        node.putObject("fromApproved")
                .put("parameter", h.fromApproved().parameter())
                .put("standardDeviations", h.fromApproved().deviations());
        node.putObject("lately")
                .put("parameter", h.lately().parameter())
                .put("standardDeviations", h.lately().deviations());
        put(node, "secondsSinceApproval", h.secondsSinceApproval());
        ObjectNode findings = node.putObject("findings");
        new TreeMap<>(h.quality().findings()).forEach((finding, count) -> findings.put(finding.name(), count));
        ObjectNode defects = node.putObject("defects");
        new TreeMap<>(h.quality().defects()).forEach((defect, count) -> defects.put(defect.name(), count));
        ArrayNode remarks = node.putArray("remarks");
        h.remarks().forEach(remarks::add);
    }

    private static void put(ObjectNode node, String key, double value) {
        if (Double.isFinite(value)) {
            node.put(key, value);
        }
    }

    private static void addLimit(TextTable table, ObjectNode node, TimeToLimit left) {
        table.row(
                left.parameter(),
                TextTable.number(left.limit()),
                Double.isInfinite(left.seconds()) ? "does not move there" : TextTable.number(left.seconds()) + " s",
                span(left.earliest()) + " … " + span(left.latest()));
        ObjectNode limit = node.withObject("/limits/" + left.parameter());
        limit.put("limit", left.limit()).put("ratePerSecond", left.ratePerSecond());
        put(limit, "seconds", left.seconds());
        put(limit, "earliest", left.earliest());
        put(limit, "latest", left.latest());
    }

    private static String span(double seconds) {
        return Double.isInfinite(seconds) ? "never" : TextTable.number(seconds) + " s";
    }
}
