package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.priors.PhysicsPrior;
import dev.weft.sdk.data.AtomicFile;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.Sha256;
import dev.weft.sdk.model.PriorDefinition;
import dev.weft.sdk.model.PriorStamp;
import dev.weft.sdk.validation.Criterion;
import dev.weft.sdk.validation.Criterion.Verdict;
import dev.weft.sdk.validation.PriorReport;
import dev.weft.sdk.validation.PriorValidation;
import dev.weft.sdk.validation.TrialSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Try whether a prior can be trusted. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        header = "Try whether a prior can be trusted.",
        description = {
            "Simulate machines of a prior's kind, learn them from noisy records as if nothing were known, and compare with "
                    + "the truth: do parameters come back, do 95 %% intervals hold, how many samples are needed, what do "
                    + "outliers, dropouts and other disturbances do, does a twin follow a machine that changes, does the "
                    + "prior forecast better than methods without physics?",
            "Machines are sampled and driven as the prior declares: sampling(step, samples), and between(low, high) of "
                    + "inputs.",
            "Exit code 1: the prior does not meet its criteria."
        },
        footer = {"", "Example: weft validate mass-spring-damper --report validation"})
final class ValidateCommand implements Callable<Integer> {
    private static final String PAGE = "report.html";
    private static final String FIGURES = "validation.json";

    @Parameters(index = "0", paramLabel = "PRIOR", description = "Prior to try, see weft priors.")
    String priorName = "";

    @Option(
            names = "--machines",
            paramLabel = "N",
            description = "Number of simulated machines. Default: ${DEFAULT-VALUE}.")
    int machines = TrialSettings.STANDARD.machines();

    @Option(
            names = "--spread",
            paramLabel = "S",
            description = "How much machines differ from the nominal one: standard deviation of their parameters' "
                    + "coordinates, about relative. Default: ${DEFAULT-VALUE}.")
    double spread = TrialSettings.STANDARD.spread();

    @Option(
            names = "--noise",
            paramLabel = "FACTOR",
            description = "Noise of the sensors, as a multiple of what the prior declares. Default: ${DEFAULT-VALUE}.")
    double noise = TrialSettings.STANDARD.noise();

    @Option(
            names = "--training",
            paramLabel = "SECONDS",
            description = "Time to train the black box that the prior is compared with; 0 leaves it out. Default: "
                    + "${DEFAULT-VALUE}.")
    double training = TrialSettings.STANDARD.trainingSeconds();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of all random numbers. Default: ${DEFAULT-VALUE}.")
    long seed = TrialSettings.STANDARD.seed();

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Folder for report.html and validation.json; made if missing.")
    @Nullable
    Path folder;

    @Option(
            names = "--stamp",
            paramLabel = "FILE",
            description = "If the prior passes, say so in this file (JSON), for weft calibrate --stamp.")
    @Nullable
    Path stamp;

    @Option(names = "--force", description = "Replace files that exist.")
    boolean force;

    @Mixin
    JsonOutput output = new JsonOutput();

    @Override
    public Integer call() throws InterruptedException {
        PhysicsPrior prior = new ModelSource().prior(priorName);
        PriorValidation validation =
                new PriorValidation(prior, new TrialSettings(machines, spread, noise, training, seed));
        requireWritable();
        PriorReport report;
        try (Progress progress = new Progress("validating", 1)) {
            report = validation.run((part, parts, words) -> {
                progress.lengthTo(parts);
                progress.stepTo(part);
                progress.message(words);
            });
        }
        ObjectNode figures = ValidationJson.of(report);
        String text = figures.toPrettyString().concat("\n");
        write(report, text);
        if (stamp != null && report.passed()) {
            StampFile.write(
                    new PriorStamp(prior.name(), PriorDefinition.hash(prior), Sha256.of(text), machines), stamp, force);
        }
        if (output.json) {
            JsonOutput.print(figures);
        } else {
            print(report);
        }
        return report.passed() ? 0 : 1;
    }

    private void requireWritable() {
        if (folder != null) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new DataException("folder " + folder + " cannot be made: " + e.getMessage(), e);
            }
            AtomicFile.requireWritable(folder.resolve(PAGE), force);
            AtomicFile.requireWritable(folder.resolve(FIGURES), force);
        }
        if (stamp != null) {
            AtomicFile.requireWritable(stamp, force);
        }
    }

    private void write(PriorReport report, String figures) {
        if (folder != null) {
            ReportOption.write(new ValidationPage(report).build(), folder.resolve(PAGE), force);
            byte[] bytes = figures.getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(folder.resolve(FIGURES), force, out -> out.write(bytes));
        }
    }

    private void print(PriorReport report) {
        TextTable table = new TextTable("llll", "asked", "found", "expected", "");
        for (Criterion criterion : report.criteria()) {
            table.row(criterion.name(), criterion.found(), criterion.expected(), sign(criterion.verdict()));
        }
        System.out.print(table);
        for (Criterion criterion : report.criteria()) {
            if (!criterion.limit().isEmpty()) {
                System.out.println("the prior states of '" + criterion.name() + "': " + criterion.limit());
            }
        }
        System.out.println(report.prior().name() + (report.passed() ? " passes" : " DOES NOT PASS") + ", tried on "
                + report.settings().machines() + " simulated machines, "
                + report.sampling().samples() + " samples each, every "
                + TextTable.number(report.sampling().step()) + " s"
                + (report.guessed() ? " (a guess: the prior does not declare its sampling)" : ""));
        if (folder != null) {
            System.out.println("report written to " + folder.resolve(PAGE));
        }
        if (stamp != null) {
            System.out.println(
                    report.passed() ? "stamp written to " + stamp : "no stamp written: the prior does not pass");
        }
    }

    private static String sign(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> "yes";
            case NOTED -> "note";
            case KNOWN -> "known";
            case FAILED -> "NO";
        };
    }
}
