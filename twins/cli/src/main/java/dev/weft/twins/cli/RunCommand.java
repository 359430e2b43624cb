package dev.weft.twins.cli;

import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.data.DataException;
import dev.weft.twins.Fleet;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.plant.AssetName;
import dev.weft.twins.plant.AssetSettings;
import dev.weft.twins.plant.Plant;
import dev.weft.twins.plant.PlantAsset;
import dev.weft.twins.plant.PlantEnd;
import dev.weft.twins.plant.PlantJson;
import dev.weft.twins.plant.PlantListener;
import dev.weft.twins.plant.PlantRun;
import dev.weft.twins.plant.PlantSource;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
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
        description = {
            "Stream measured data through live twins, row by row as if it arrived now. Readings are checked, weights follow "
                    + "those that are good, and everything is recorded in the store. A store that holds the twins already is "
                    + "continued: rows it has seen are refused.",
            "With a plant file, which ends in .json, as in weft run plant.json --check, all its sources are played into all its twins, in the order of their "
                    + "times. Lines that are no readings are kept in quarantine: weft twin quarantine --store DIR. Ctrl-C "
                    + "finishes the batch and says what was done."
        },
        footer = {
            "",
            "Example: weft run tanks.safetensors --data tanks.csv --map pump=uVal \\",
            "             --map level=yVal --step 4 --store plant --report plant.html"
        })
final class RunCommand implements Callable<Integer> {
    /** So many twins a column may name: a garbled one must not make twins without end. */
    private static final int MOST_TWINS = 100_000;

    /** Steps of the progress bar. */
    private static final int PARTS = 1000;

    @Parameters(
            index = "0",
            paramLabel = "MODEL|PLANT.json",
            description = "A model file, the name of a prior, or a plant file.")
    String what = "";

    @Mixin
    StreamOptions data = new StreamOptions();

    @Option(
            names = "--store",
            paramLabel = "DIR|URL",
            description = "The twins' store: a folder, or a schema of a PostgreSQL database, "
                    + "jdbc:postgresql://HOST/DATABASE?user=NAME, in quotes; its password in PGPASSWORD or ~/.pgpass. "
                    + "Needed with MODEL; instead of the one that a plant file names.")
    @Nullable
    String store;

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

    @Option(names = "--check", description = "Check everything that can be checked beforehand, and run nothing.")
    boolean check;

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
        ModelSource models = new ModelSource();
        Plant plant = what.toLowerCase(Locale.ROOT).endsWith(".json") ? plantOfFile() : plantOfOptions(models);
        StoreOption place = place(plant);
        report.require(force);
        signing.require(place);
        metrics.require(force);
        try (PlantRun run = PlantRun.open(plant, new PlantModels(plant, models), System.in)) {
            return check ? new RunText(plant, output.json).printChecked(run, place) : stream(plant, run, place);
        }
    }

    private int stream(Plant plant, PlantRun run, StoreOption place) {
        JdbcStore opened = place.openOrMake();
        RunOutcome outcome = new RunOutcome(plant, opened, signing, metrics, report, output.json);
        try (StopSignal stop = new StopSignal()) {
            try (opened) {
                signing.begin(opened);
                outcome.ended(play(plant, run, opened, outcome.summary(), stop));
                outcome.after(signing::end);
                outcome.after(metrics::end);
                outcome.after(() -> report.write(
                        force,
                        () -> new PlantReport("Live twins of " + plant.name(), "weft run " + what, opened).build()));
            } finally {
                outcome.print();
            }
        }
        outcome.throwFailures();
        return 0;
    }

    private PlantEnd play(Plant plant, PlantRun run, JdbcStore opened, RunSummary summary, StopSignal stop) {
        boolean measurable = plant.sources().values().stream().anyMatch(source -> !source.isLive());
        boolean live = plant.sources().values().stream().anyMatch(PlantSource::isLive);
        LiveNews news = new LiveNews(live, !measurable, StoreOption.argument(opened), System.err, System::nanoTime);
        try (Progress progress = new Progress("streaming", measurable ? PARTS : -1)) {
            PlantListener listener = summary.listener(news, (rows, share) -> {
                progress.stepTo(measurable && !Double.isNaN(share) ? Math.round(share * PARTS) : rows);
                progress.message(rows + " rows");
                signing.batchDone();
                metrics.batchDone();
            });
            news.begin();
            try (Fleet fleet = metrics.fleet(opened);
                    OpenDesk desk = new OpenDesk(fleet, opened)) {
                return run.into(fleet, opened, listener, stop::isAsked);
            }
        }
    }

    private Plant plantOfFile() {
        Optional<String> strange = data.given()
                .or(() -> drift == null ? Optional.empty() : Optional.of("--drift"))
                .or(() -> policy == null ? Optional.empty() : Optional.of("--policy"));
        strange.ifPresent(option -> {
            throw new DataException(
                    option + " is for weft run MODEL, expected none: " + what + " says it of each source and asset");
        });
        return PlantJson.read(Path.of(what), PolicyFile::read);
    }

    /** A plant of one source: that of the options. */
    private Plant plantOfOptions(ModelSource models) {
        PhysicsPrior prior = models.choose(what).prior();
        Map<String, Policy> policies = policy == null ? Map.of() : Map.of("given", PolicyFile.read(policy));
        PlantSource source = data.source(prior);
        AssetName name =
                source.asset().isPresent() ? new AssetName.Matching("*", MOST_TWINS) : new AssetName.One(data.onlyId());
        AssetSettings settings = new AssetSettings(
                Optional.of(what),
                Optional.empty(),
                policies.keySet().stream().findFirst(),
                data.columns(prior),
                Map.of(),
                OptionalDouble.empty(),
                drift == null ? OptionalDouble.empty() : OptionalDouble.of(drift));
        String sourceName =
                source.file().map(file -> String.valueOf(file.getFileName())).orElse("stdin");
        return new Plant(
                Optional.empty(),
                prior.name(),
                Optional.empty(),
                Map.of(sourceName, source),
                policies,
                List.of(new PlantAsset(name, settings)));
    }

    private StoreOption place(Plant plant) {
        StoreOption place = new StoreOption();
        place.store = Optional.ofNullable(store)
                .or(plant::store)
                .orElseThrow(
                        () -> new DataException("weft run needs --store, a folder or jdbc:postgresql://HOST/DATABASE"
                                + ", or in a plant file store"));
        return place;
    }
}
