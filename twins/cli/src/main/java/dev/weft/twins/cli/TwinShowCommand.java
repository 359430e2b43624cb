package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.priors.Units;
import dev.weft.sdk.data.DataException;
import dev.weft.twins.Twin;
import dev.weft.twins.TwinAt;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Print how a twin stands, now or then. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        header = "Print how a twin stands, now or then.",
        description =
                "Print a twin's version, policy, which weights serve, and what it expects of its outputs: now, or at --at seconds "
                        + "of its clock by the weights that governed it then. --known-at asks for what was known at an earlier "
                        + "moment: readings, decisions and rollbacks recorded later do not count.",
        footer = {"", "Example: weft twin show tank-03 --store plant --at 3600 --known-at 2026-03-01T12:00:00Z"})
final class TwinShowCommand implements Callable<Integer> {
    @Mixin
    TwinChoice choice = new TwinChoice();

    @Mixin
    StoreOption store = new StoreOption();

    @Option(
            names = "--at",
            paramLabel = "T",
            description = "Seconds on the machine's clock (default: the newest reading).")
    @Nullable
    Double at;

    @Option(names = "--known-at", paramLabel = "TIME", description = "A moment as 2026-03-01T12:00:00Z (default: now).")
    @Nullable
    String knownAt;

    @Mixin
    JsonOutput output = new JsonOutput();

    @Override
    public Integer call() {
        Instant known = moment();
        TextTable table = new TextTable("ll", "what", "is");
        ObjectNode object = JsonOutput.newObject();
        try (JdbcStore opened = store.openToRead()) {
            Twin twin = choice.open(opened);
            TwinAt then = twin.at(at == null ? Double.POSITIVE_INFINITY : at, known)
                    .orElseThrow(() -> new DataException("twin " + choice.id
                            + " was not there then, expected a time and a moment after it was created"));
            object.put("twin", choice.id)
                    .put("prior", twin.model().prior().name())
                    .put("version", then.version())
                    .put("recordedAt", then.recordedAt().toString())
                    .put("policy", then.policy().toString())
                    .put("mode", then.policy().mode().text())
                    .put("serves", then.servesAdapting() ? "adapting" : "approved")
                    .put("approvedVersion", then.approvedVersion())
                    .put("alarmed", then.isAlarmed());
            table.row("prior", twin.model().prior().name());
            table.row("version", then.version() + ", recorded " + then.recordedAt());
            table.row("policy", then.policy() + ", mode " + then.policy().mode().text());
            table.row(
                    "forecasts come from",
                    then.servesAdapting()
                            ? "the weights that adapt"
                            : "the weights approved as version " + then.approvedVersion());
            table.row("alarm", then.isAlarmed() ? "yes: answer it with weft twin approve or reject" : "none");
            if (Double.isFinite(then.time())) {
                object.put("time", then.time());
                table.row(
                        "time in s",
                        TextTable.time(then.time())
                                + (TextTable.isCalendar(then.time())
                                        ? " (" + TextTable.moment(then.time()) + ")"
                                        : ""));
                ObjectNode outputs = object.putObject("outputs");
                for (int k = 0; k < twin.model().prior().outputs().size(); k++) {
                    var signal = twin.model().prior().outputs().get(k);
                    table.row(
                            signal.name(),
                            TextTable.number(then.output(k)) + " ± " + TextTable.number(then.standardDeviation(k)) + " "
                                    + Units.text(signal.unit()));
                    outputs.putObject(signal.name())
                            .put("value", then.output(k))
                            .put("standardDeviation", then.standardDeviation(k));
                }
            }
        }
        if (output.json) {
            JsonOutput.print(object);
        } else {
            System.out.print(table);
        }
        return 0;
    }

    private Instant moment() {
        String text = knownAt;
        if (text == null) {
            return Instant.MAX;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new DataException("--known-at = " + text + ", expected a moment as 2026-03-01T12:00:00Z", e);
        }
    }
}
