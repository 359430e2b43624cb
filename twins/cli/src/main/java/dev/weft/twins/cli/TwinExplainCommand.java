package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.priors.Output;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Units;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.Nearest;
import dev.weft.twins.Twin;
import dev.weft.twins.health.Contribution;
import dev.weft.twins.health.Explanation;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Explain what a twin expects. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        header = "Explain what a twin expects.",
        description =
                "Explain what a twin expects: what named parameters, states and inputs add to the forecast, against the model as it "
                        + "started with inputs as usual, and which of them its uncertainty comes from. Effects add up to the "
                        + "difference.",
        footer = {"", "Example: weft twin explain tank-03 --store plant --ahead 300"})
final class TwinExplainCommand implements Callable<Integer> {
    /** A rest below this share of the difference is rounding to a reader. */
    private static final double TOLD = 0.01;

    @Mixin
    TwinChoice choice = new TwinChoice();

    @Mixin
    StoreOption store = new StoreOption();

    @Option(names = "--ahead", paramLabel = "T", defaultValue = "0", description = "Seconds ahead (default now).")
    double ahead;

    @Option(names = "--signal", paramLabel = "NAME", description = "Output to explain (default: the first).")
    @Nullable
    String signal;

    @Mixin
    JsonOutput output = new JsonOutput();

    @Override
    public Integer call() {
        if (!(ahead >= 0) || Double.isInfinite(ahead)) {
            throw new DataException("--ahead = " + ahead + ", expected a finite number of seconds >= 0");
        }
        try (JdbcStore opened = store.openToRead()) {
            Twin twin = choice.open(opened);
            PhysicsPrior prior = twin.model().prior();
            int k = index(prior);
            print(
                    Explanation.of(twin, k, ahead),
                    Units.text(prior.outputs().get(k).unit()));
        }
        return 0;
    }

    private int index(PhysicsPrior prior) {
        List<String> names = prior.outputs().stream().map(Output::name).toList();
        if (signal == null) {
            return 0;
        }
        int k = names.indexOf(signal);
        if (k < 0) {
            throw Nearest.unknown("prior " + prior.name(), "output", signal, names);
        }
        return k;
    }

    private void print(Explanation told, String unit) {
        TextTable table = new TextTable("llrrrr", "what", "name", "now", "reference", "adds", "of the variance");
        ObjectNode object = JsonOutput.newObject()
                .put("twin", choice.id)
                .put("output", told.output())
                .put("secondsAhead", told.seconds())
                .put("value", told.value())
                .put("reference", told.reference())
                .put("rest", told.rest());
        ArrayNode all = object.putArray("contributions");
        for (Contribution c : told.contributions()) {
            String kind = c.kind().name().toLowerCase(Locale.ROOT);
            table.row(
                    kind,
                    c.name(),
                    Double.isNaN(c.value()) ? "" : TextTable.number(c.value()),
                    Double.isNaN(c.reference()) ? "" : TextTable.number(c.reference()),
                    TextTable.number(c.effect()),
                    share(c.share()));
            ObjectNode node = all.addObject().put("kind", kind).put("name", c.name());
            if (!Double.isNaN(c.value())) {
                node.put("value", c.value()).put("reference", c.reference());
            }
            node.put("effect", c.effect()).put("shareOfVariance", c.share());
        }
        if (output.json) {
            JsonOutput.print(object);
            return;
        }
        System.out.println(told.output() + " is expected to be " + TextTable.number(told.value()) + " " + unit + ", "
                + TextTable.number(Math.abs(told.value() - told.reference())) + " " + unit
                + (told.value() < told.reference() ? " less" : " more") + " than the reference, "
                + TextTable.number(told.reference()) + " " + unit);
        System.out.print(table);
        if (Math.abs(told.rest()) > TOLD * Math.abs(told.value() - told.reference())) {
            System.out.println("not explained: " + TextTable.number(told.rest()) + " " + unit
                    + "; on the way from the reference the equations are not smooth, as where something overflows");
        }
    }

    /** What rounds to nothing has no sign. */
    private static String share(double of) {
        return String.format(Locale.ROOT, "%.1f %%", Math.abs(of) < 5e-4 ? 0 : 100 * of);
    }
}
