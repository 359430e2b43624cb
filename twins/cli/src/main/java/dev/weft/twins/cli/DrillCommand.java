package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.data.AtomicFile;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.MissingValues;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.estimation.MeasuredSeries;
import dev.weft.twins.Reading;
import dev.weft.twins.drill.Drill;
import dev.weft.twins.drill.DrillReport;
import dev.weft.twins.drill.DrillSettings;
import dev.weft.twins.drill.FaultKind;
import dev.weft.twins.guard.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Put faults of sensors into a copy of measured data and see what they do to a twin. */
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        header = "Put faults into a copy of measured data and see what they do to a twin.",
        description = {
            "Stream measured data through live twins in memory: as they are, and with a fault of each kind put into a copy, "
                    + "with the policy's gate and as a plain Kalman filter that believes everything. Tells by what each fault "
                    + "is found and after how many readings, how many wrong readings were learned from, how many good ones were "
                    + "refused, how much worse the forecast was when the fault was over, and how far parameters had moved.",
            "No file is changed and no store is written."
        },
        footer = {
            "",
            "Example: weft drill tanks.safetensors --data tanks.csv --map pump=uVal \\",
            "             --map level=yVal --step 4 --report drill"
        })
final class DrillCommand implements Callable<Integer> {
    private static final String PAGE = "report.html";

    @Parameters(index = "0", paramLabel = "PRIOR", description = "A model file, or the name of a prior.")
    String modelName = "";

    @Mixin
    DataOptions data = new DataOptions();

    @Option(
            names = "--fault",
            split = ",",
            paramLabel = "KIND",
            description = "Which faults, divided by commas; all if not given: ${COMPLETION-CANDIDATES}.",
            completionCandidates = Kinds.class)
    List<FaultKind> kinds = new ArrayList<>();

    @Option(
            names = "--signal",
            paramLabel = "NAME",
            description =
                    "The signal that faults of sensors are put into; the first output that was measured if not given.")
    @Nullable
    String signal;

    @Option(
            names = "--at",
            split = ",",
            paramLabel = "ROW",
            description =
                    "Rows at which faults begin, divided by commas, counted from 0 within --rows; a quarter, a half and "
                            + "three quarters of the rows if not given.")
    List<Integer> at = new ArrayList<>();

    @Option(
            names = "--length",
            paramLabel = "ROWS",
            description = "How many rows a fault lasts. Default: ${DEFAULT-VALUE}.")
    int length = 20;

    @Option(
            names = "--ahead",
            paramLabel = "ROWS",
            description = "How many rows are forecast when the fault is over. Default: ${DEFAULT-VALUE}.")
    int ahead = 40;

    @Option(
            names = "--size",
            paramLabel = "S",
            description = "How far steps, spikes and drifts go, in standard deviations of the signal over the rows. "
                    + "Default: ${DEFAULT-VALUE}.")
    double size = 3;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "Policy of the twins with a gate, as JSON; the standard one if not given.")
    @Nullable
    Path policy;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the noise of a second sensor. Default: ${DEFAULT-VALUE}.")
    long seed = 1;

    @Option(names = "--report", paramLabel = "DIR", description = "Folder for report.html; made if missing.")
    @Nullable
    Path folder;

    @Option(names = "--force", description = "Replace the report if it exists.")
    boolean force;

    @Mixin
    JsonOutput output = new JsonOutput();

    /** Name the kinds for the help. */
    static final class Kinds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(FaultKind.values()).map(FaultKind::text).iterator();
        }
    }

    @Override
    public Integer call() {
        ModelSource.Choice choice = new ModelSource().choose(modelName);
        PhysicsPrior prior = choice.prior();
        requireWritable();
        Policy governed = policy == null ? Policy.standard() : PolicyFile.read(policy);
        Measurements measured = data.read(prior, MissingValues.KEEP);
        if (measured.series().size() != 1) {
            throw new DataException(
                    "the data hold " + measured.series().size() + " series, expected one; choose its rows (--rows)");
        }
        MeasuredSeries series = measured.series().get(0);
        PhysicsModel model = choice.model(measured::samplingInterval);
        List<Reading> clean = IntStream.range(0, series.length())
                .mapToObj(i -> new Reading(series.time(i), series.inputs(i), series.outputs(i)))
                .toList();
        DrillSettings settings = settings(clean.size());
        DrillReport report;
        try (Progress progress = new Progress("drilling", settings.at().size())) {
            report = new Drill(model, governed, settings)
                    .run(
                            clean,
                            signal == null ? firstMeasured(prior, clean) : signal,
                            kinds.isEmpty() ? List.of(FaultKind.values()) : List.copyOf(kinds),
                            progress::stepTo);
        }
        if (folder != null) {
            ReportOption.write(
                    new DrillPage(report, prior, clean, settings, governed).build(), folder.resolve(PAGE), force);
        }
        print(report, settings, governed);
        return 0;
    }

    private DrillSettings settings(int rows) {
        DrillSettings settings = DrillSettings.standard(rows)
                .withLength(length)
                .withAhead(ahead)
                .withSize(size)
                .withSeed(seed);
        return at.isEmpty() ? settings : settings.withAt(at);
    }

    private static String firstMeasured(PhysicsPrior prior, List<Reading> clean) {
        return IntStream.range(0, prior.outputs().size())
                .filter(k -> clean.stream().anyMatch(r -> !Double.isNaN(r.outputs()[k])))
                .mapToObj(k -> prior.outputs().get(k).name())
                .findFirst()
                .orElseThrow(() -> new DataException("no output was measured, expected one; name its column (--map)"));
    }

    private void requireWritable() {
        if (folder != null) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new DataException("folder " + folder + " cannot be made: " + e.getMessage(), e);
            }
            AtomicFile.requireWritable(folder.resolve(PAGE), force);
        }
    }

    private void print(DrillReport report, DrillSettings settings, Policy governed) {
        if (output.json) {
            ObjectNode object = DrillJson.of(report, settings, governed);
            if (folder != null) {
                object.put("report", folder.resolve(PAGE).toString());
            }
            JsonOutput.print(object);
            return;
        }
        System.out.print(DrillTable.text(report));
        System.out.println();
        DrillTable.remarks(report, settings, governed).forEach(System.out::println);
        if (folder != null) {
            System.out.println("report written to " + folder.resolve(PAGE));
        }
    }
}
