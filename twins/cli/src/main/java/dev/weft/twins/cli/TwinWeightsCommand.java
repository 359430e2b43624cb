package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.weights.WeightLayout;
import dev.weft.sdk.weights.WeightSlot;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.twins.Ledger;
import dev.weft.twins.Twin;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Print the weights of a twin by name. */
@Command(
        name = "weights",
        mixinStandardHelpOptions = true,
        header = "Print a twin's weights by name.",
        description = "Print a twin's weights: name, value, unit and 95 %% interval, now or at an earlier version.",
        footer = {"", "Example: weft twin weights tank-03 --store plant --at 200"})
final class TwinWeightsCommand implements Callable<Integer> {
    private static final double QUANTILE_95 = 1.959964;

    @Mixin
    TwinChoice choice = new TwinChoice();

    @Mixin
    StoreOption store = new StoreOption();

    @Option(names = "--at", paramLabel = "VERSION", description = "Version to look at; the newest without it.")
    @Nullable
    Long version;

    @Mixin
    JsonOutput output = new JsonOutput();

    @Override
    public Integer call() {
        TextTable table = new TextTable("lrll", "weight", "value", "unit", "95 % interval");
        ObjectNode object = JsonOutput.newObject();
        try (JdbcStore opened = store.openToRead()) {
            Twin twin = choice.open(opened);
            long asked = version == null ? twin.version() : version;
            GaussianEstimate estimate = Ledger.of(opened)
                    .entry(choice.id, asked)
                    .orElseThrow(() -> new DataException(
                            "twin " + choice.id + " has no version " + asked + ", expected 0 … " + twin.version()))
                    .after()
                    .estimate();
            object.put("twin", choice.id).put("version", asked);
            ArrayNode weights = object.putArray("weights");
            WeightLayout layout = twin.model().layout();
            for (int i = 0; i < layout.size(); i++) {
                WeightSlot slot = layout.slots().get(i);
                double z = estimate.mean()[i];
                double reach = QUANTILE_95 * estimate.standardDeviation(i);
                double value = slot.coordinate().toValue(z);
                double lower = slot.coordinate().toValue(z - reach);
                double upper = slot.coordinate().toValue(z + reach);
                table.row(slot.path(), TextTable.number(value), slot.unit(), TextTable.interval(lower, upper));
                weights.addObject()
                        .put("name", slot.path())
                        .put("value", value)
                        .put("unit", slot.unit())
                        .put("lower95", lower)
                        .put("upper95", upper);
            }
        }
        if (output.json) {
            JsonOutput.print(object);
        } else {
            System.out.print(table);
        }
        return 0;
    }
}
