package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.MissingValues;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.twins.Fleet;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stream measured data through live twins. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        header = "Stream measured data through live twins.",
        description =
                "Stream measured data through live twins as if it arrived now. Readings are checked, weights follow those that "
                        + "are good, and everything is recorded in the store. A store that holds the twins already is continued: rows "
                        + "it has seen are refused.",
        footer = {
            "",
            "Example: weft run tanks.safetensors --data tanks.csv --map pump=uVal \\",
            "             --map level=yVal --step 4 --store plant --report plant.html"
        })
final class RunCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "PRIOR", description = "A model file, or the name of a prior.")
    String modelName = "";

    @Mixin
    DataOptions data = new DataOptions();

    @Mixin
    StoreOption store = new StoreOption();

    @Option(
            names = "--twins",
            paramLabel = "COLUMN",
            description =
                    "Column that names the twin of each row; without it the column series, else one twin named after the file.")
    @Nullable
    String twins;

    @Option(
            names = "--drift",
            paramLabel = "D",
            description =
                    "How far a parameter is expected to wander from one reading to the next, about relative; 0 holds the "
                            + "parameters (default 0.001).")
    @Nullable
    Double drift;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "Policy of twins that begin here, as JSON; weft twin policy prints the standard one, which holds without it. "
                            + "Twins that are there keep theirs.")
    @Nullable
    Path policy;

    @Mixin
    SigningOptions signing = new SigningOptions();

    @Mixin
    MetricsOptions metrics = new MetricsOptions();

    @Mixin
    ReportOption report = new ReportOption();

    @Option(names = "--force", description = "Replace the report, and a file of metrics that no run wrote.")
    boolean force;

    @Mixin
    JsonOutput output = new JsonOutput();

    @Override
    public Integer call() {
        if (drift != null && !(drift >= 0 && Double.isFinite(drift))) {
            throw new DataException("--drift = " + drift + ", expected a finite number >= 0");
        }
        ModelSource.Choice choice = new ModelSource().choose(modelName);
        PhysicsPrior prior = choice.prior();
        report.require(force);
        metrics.require(force);
        Policy governed = policy == null ? Policy.standard() : PolicyFile.read(policy);
        signing.require(store);
        Measurements measured = data.read(prior, MissingValues.KEEP, twins);
        PhysicsModel model = withDrift(choice.model(measured::samplingInterval));
        Stream stream = new Stream(measured, data.fileStem());
        RunSummary summary = new RunSummary(prior);
        JdbcStore opened = store.openOrMake();
        try (opened;
                Progress progress = new Progress("streaming", stream.readings())) {
            signing.begin(opened);
            Fleet fleet = metrics.fleet(opened);
            stream.into(fleet, model, governed, summary::add, done -> {
                progress.stepTo(done);
                signing.batchDone();
                metrics.batchDone();
            });
            signing.end();
            metrics.end();
            report.write(
                    force,
                    () -> new PlantReport("Live twins of " + prior.name(), "weft run " + modelName, opened).build());
        }
        print(summary, stream, opened);
        return 0;
    }

    private PhysicsModel withDrift(PhysicsModel model) {
        return drift == null
                ? model
                : model.withNoise(model.noise().withDrift(drift / Math.sqrt(model.samplingInterval())));
    }

    private void print(RunSummary summary, Stream stream, JdbcStore used) {
        if (output.json) {
            ObjectNode object = JsonOutput.newObject();
            object.put("store", used.place()).put("readings", stream.readings());
            ArrayNode all = object.putArray("twins");
            summary.writeTo(all);
            report.path().ifPresent(file -> object.put("report", file.toString()));
            metrics.path().ifPresent(file -> object.put("metrics", file.toString()));
            signing.last()
                    .ifPresent(made -> object.put("signedUpTo", made.head().sequence()));
            JsonOutput.print(object);
            return;
        }
        System.out.print(summary);
        System.out.println();
        String argument = StoreOption.argument(used);
        System.out.println("recorded in " + used.place() + "; look with weft twin ls --store " + argument
                + ", take it away with weft export --store " + argument + " --out DIR --format arrow");
        signing.last()
                .ifPresent(made ->
                        System.out.println("signed up to entry " + made.head().sequence() + " with " + made.key()));
        report.path().ifPresent(file -> System.out.println("report written to " + file));
        metrics.path().ifPresent(file -> System.out.println("metrics written to " + file));
    }
}
