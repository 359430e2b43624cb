package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.sdk.data.DataException;
import dev.weft.twins.plant.Plant;
import dev.weft.twins.plant.PlantEnd;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.StrayLine;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gather what became of a run, and tell it: also of one that broke off, since its twins keep what they learned, and also
 * where a file beside it could not be written.
 */
final class RunOutcome {
    private final Plant plant;
    private final String place;
    private final String argument;
    private final JdbcStore store;
    private final SigningOptions signing;
    private final MetricsOptions metrics;
    private final ReportOption report;
    private final boolean json;
    private final RunSummary summary = new RunSummary();
    private final List<RuntimeException> failures = new ArrayList<>();
    private Optional<PlantEnd> end = Optional.empty();
    private Optional<StrayLine> newestStray = Optional.empty();

    RunOutcome(
            Plant plant,
            JdbcStore store,
            SigningOptions signing,
            MetricsOptions metrics,
            ReportOption report,
            boolean json) {
        this.plant = plant;
        this.place = store.place();
        this.argument = StoreOption.argument(store);
        this.store = store;
        this.signing = signing;
        this.metrics = metrics;
        this.report = report;
        this.json = json;
    }

    RunSummary summary() {
        return summary;
    }

    /** All sources were played; the store is still open. */
    void ended(PlantEnd how) {
        end = Optional.of(how);
        failures.addAll(how.failures());
        if (how.strays() + how.cells() > 0) {
            newestStray = store.strays(1).stream().findFirst();
        }
    }

    /** Do what comes after a run; if it fails, the rest is done and told first. */
    void after(Runnable work) {
        try {
            work.run();
        } catch (DataException | StoreException failure) {
            failures.add(failure);
        }
    }

    void print() {
        if (end.isPresent()) {
            if (json) {
                printJson(end.get());
            } else {
                printText(end.get());
            }
        } else if (!json && !summary.isEmpty()) {
            System.out.print(summary);
            System.out.println();
            System.out.println("the run broke off; what the table counts is recorded in " + place
                    + ", and the same command goes on");
        }
    }

    private void printJson(PlantEnd how) {
        ObjectNode object = new RunText(plant, true).toJson(how);
        ArrayNode all = object.putArray("failures");
        failures.forEach(failure -> all.add(failure.getMessage()));
        object.put("store", place);
        summary.writeTo(object.putArray("twins"));
        report.path().ifPresent(file -> object.put("report", file.toString()));
        metrics.path().ifPresent(file -> object.put("metrics", file.toString()));
        signing.last().ifPresent(made -> object.put("signedUpTo", made.head().sequence()));
        JsonOutput.print(object);
    }

    private void printText(PlantEnd how) {
        System.out.print(summary);
        System.out.print(new RunText(plant, false).remarks(how, newestStray, argument));
        System.out.println();
        System.out.println("recorded in " + place + "; look with weft twin ls --store " + argument
                + ", take it away with weft export --store " + argument + " --out DIR --format arrow");
        signing.last()
                .ifPresent(made ->
                        System.out.println("signed up to entry " + made.head().sequence() + " with " + made.key()));
        report.written().ifPresent(file -> System.out.println("report written to " + file));
        metrics.written().ifPresent(file -> System.out.println("metrics written to " + file));
    }

    /** Throw the first failure; the others are told. */
    void throwFailures() {
        failures.stream().skip(1).forEach(failure -> System.err.println("weft: " + failure.getMessage()));
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }
}
