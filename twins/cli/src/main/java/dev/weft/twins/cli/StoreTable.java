package dev.weft.twins.cli;

import dev.weft.priors.Output;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Units;
import dev.weft.sdk.data.Column;
import dev.weft.sdk.data.Table;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.residual.ResidualPrior;
import dev.weft.sdk.weights.WeightSlot;
import dev.weft.solvers.estimation.GaussianEstimate;
import dev.weft.twins.Ledger;
import dev.weft.twins.ledger.LedgerEntry;
import dev.weft.twins.ledger.Observation;
import dev.weft.twins.store.TwinStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** Lay out the ledger entries of one prior's twins as a table, a row an entry. */
final class StoreTable {
    private final PhysicsModel model;
    private final List<LedgerEntry> entries = new ArrayList<>();

    private StoreTable(PhysicsModel model) {
        this.model = model;
    }

    /**
     * Read all twins of a store, one table a prior, by the names of the tables. Networks beside a prior differ in what their
     * weights mean: each has a table of its own.
     */
    static SortedMap<String, StoreTable> byPrior(TwinStore store) {
        SortedMap<String, StoreTable> tables = new TreeMap<>();
        for (String id : store.ids()) {
            PhysicsModel model = store.find(id).orElseThrow().model();
            StoreTable table = tables.computeIfAbsent(name(model.prior()), name -> new StoreTable(model));
            Ledger.of(store).readEntries(id, table.entries::add);
        }
        return tables;
    }

    private static String name(PhysicsPrior prior) {
        return prior instanceof ResidualPrior with
                ? prior.name() + "-" + with.network().fingerprint()
                : prior.name();
    }

    /** The name of the prior that all twins of the table have. */
    String prior() {
        return model.prior().name();
    }

    int rows() {
        return entries.size();
    }

    Table table() {
        PhysicsPrior prior = model.prior();
        List<Column> columns = new ArrayList<>();
        columns.add(texts("twin", LedgerEntry::twin, "id of the twin"));
        columns.add(integers("version", LedgerEntry::version, "number of the entry among the twin's own"));
        columns.add(integers("sequence", LedgerEntry::sequence, "number of the entry in the ledger"));
        columns.add(numbers("time", this::time, "s", "event time"));
        columns.add(integers("recorded_at", e -> e.recordedAt().toEpochMilli(), "system time of the entry")
                .withUnit("ms"));
        columns.add(texts("kind", e -> e.kind().name(), "what happened, such as ACCEPTED, REFUSED, ROLLED_BACK"));
        columns.add(texts("actor", LedgerEntry::actor, "who or what made it happen"));
        columns.add(texts("cause", LedgerEntry::cause, "verdict in words"));
        columns.add(texts("policy", LedgerEntry::policy, "SHA-256 of the policy that held"));
        columns.add(numbers(
                "surprise",
                e -> observed(e, Observation::surprise),
                "",
                "normalised innovation squared of the reading"));
        for (int k = 0; k < prior.inputs().size(); k++) {
            int index = k;
            var input = prior.inputs().get(k);
            columns.add(numbers(
                    input.name(), e -> observed(e, o -> o.inputs()[index]), Units.text(input.unit()), input.meaning()));
        }
        for (int k = 0; k < prior.outputs().size(); k++) {
            addOutput(columns, prior.outputs().get(k), k);
        }
        for (int i = 0; i < model.layout().size(); i++) {
            addWeight(columns, model.layout().slots().get(i), i);
        }
        columns.add(texts("hash", LedgerEntry::hash, "SHA-256 that chains the entry to the one before"));
        return Table.of("export", columns).withMetadata(Map.of("weft.prior", prior.name()));
    }

    private void addOutput(List<Column> columns, Output output, int k) {
        String unit = Units.text(output.unit());
        columns.add(
                numbers(output.name(), e -> observed(e, o -> o.measured()[k]), unit, "measured: " + output.meaning()));
        columns.add(numbers(
                output.name() + "_expected",
                e -> observed(e, o -> o.expected()[k]),
                unit,
                "expected before the reading"));
        columns.add(numbers(
                output.name() + "_expected_sd",
                e -> observed(e, o -> o.expectedDeviation()[k]),
                unit,
                "standard deviation of a reading about the expected one"));
    }

    private void addWeight(List<Column> columns, WeightSlot slot, int i) {
        columns.add(numbers(
                slot.path(),
                e -> slot.coordinate().toValue(e.after().estimate().mean()[i]),
                slot.unit(),
                "weight after the entry: " + slot.meaning()));
        columns.add(numbers(
                slot.path() + "_sd",
                e -> physicalDeviation(slot, e.after().estimate(), i),
                slot.unit(),
                "its standard deviation, to first order"));
    }

    private static double physicalDeviation(WeightSlot slot, GaussianEstimate estimate, int i) {
        return estimate.standardDeviation(i) * slot.coordinate().derivative(estimate.mean()[i]);
    }

    private double time(LedgerEntry entry) {
        return entry.observation().map(Observation::time).orElse(entry.after().time());
    }

    private static double observed(LedgerEntry entry, ToDoubleFunction<Observation> value) {
        return entry.observation().isPresent()
                ? value.applyAsDouble(entry.observation().get())
                : Double.NaN;
    }

    private Column numbers(String name, ToDoubleFunction<LedgerEntry> value, String unit, String meaning) {
        // Infinite readings were refused as missing; a dataset shows them the same way.
        double[] values = entries.stream()
                .mapToDouble(value)
                .map(v -> Double.isInfinite(v) ? Double.NaN : v)
                .toArray();
        return Column.numbers(name, values).withUnit(unit).withMeaning(meaning);
    }

    private Column integers(String name, ToLongFunction<LedgerEntry> value, String meaning) {
        return Column.integers(name, entries.stream().mapToLong(value).toArray())
                .withMeaning(meaning);
    }

    private Column texts(String name, Function<LedgerEntry, String> value, String meaning) {
        return Column.texts(name, Arrays.asList(entries.stream().map(value).toArray(String[]::new)))
                .withMeaning(meaning);
    }
}
