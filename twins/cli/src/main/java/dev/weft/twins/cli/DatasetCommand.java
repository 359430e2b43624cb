package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.tasks.PublishedTask;
import dev.weft.sdk.tasks.Split;
import dev.weft.sdk.tasks.SplitFacts;
import dev.weft.sdk.tasks.Trajectories;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Make the data of a published task. */
@Command(
        name = "dataset",
        mixinStandardHelpOptions = true,
        header = "Make the data of a published task.",
        description = {
            "Make the data that weight-space models are published on: msd and msd-zero (damped oscillators to forecast), "
                    + "lv (predator-prey cycles to remember and repeat), sine (waves of unknown phase).",
            "Writes DIR/train and DIR/test, for sine DIR/validation too, and DIR/task.json with what is fed, what is "
                    + "scored and the published figures. The same numbers on every machine."
        },
        footer = {"", "Example: weft dataset sine --series 100 --out sine"})
final class DatasetCommand implements Callable<Integer> {
    private static final String FACTS = "task.json";

    @Parameters(index = "0", paramLabel = "TASK", description = "One of msd, msd-zero, lv, sine.")
    String name = "";

    @Option(
            names = "--series",
            paramLabel = "N",
            description = "Write only the first N training series; the other parts stay whole (default all). "
                    + "The paper trains sine on 1, 10, 100, 1000 and 10000.")
    @Nullable
    Integer series;

    @Mixin
    FolderOptions folder = new FolderOptions();

    @Mixin
    JsonOutput output = new JsonOutput();

    @Override
    public Integer call() {
        PublishedTask task = PublishedTask.named(name);
        requireSeries(task);
        ObjectNode facts = folder.within(() -> write(task));
        if (output.json) {
            JsonOutput.print(facts.put("out", folder.path().toString()));
        } else {
            for (SplitFacts split : task.facts().splits()) {
                int size = size(split);
                String part = size < split.size() ? "the first " + size + " of " + split.size() : "" + size;
                System.out.println(part + " trajectories of " + task.id() + " written to "
                        + folder.table(split.split().id()));
            }
            System.out.println("what they are is in " + folder.file(FACTS));
        }
        return 0;
    }

    private void requireSeries(PublishedTask task) {
        int most = task.facts().split(Split.TRAIN).size();
        if (series != null && (series < 1 || series > most)) {
            throw new DataException(
                    "--series = " + series + ", expected 1 … " + most + ", the training series of " + task.id());
        }
    }

    /** Return how many series of a part are written. */
    private int size(SplitFacts split) {
        return series != null && split.split() == Split.TRAIN ? series : split.size();
    }

    private ObjectNode write(PublishedTask task) {
        for (SplitFacts split : task.facts().splits()) {
            folder.requireTable(split.split().id());
        }
        folder.requireFile(FACTS);
        for (SplitFacts split : task.facts().splits()) {
            folder.write(split.split().id(), TaskTable.of(task, split.split(), generate(task, split)));
        }
        ObjectNode facts = TaskJson.of(task, this::size, split -> folder.table(split.id()));
        // Last, so that a folder that has it is complete.
        folder.write(FACTS, out -> TaskJson.write(facts, out));
        return facts;
    }

    private Trajectories generate(PublishedTask task, SplitFacts facts) {
        Split split = facts.split();
        try (Progress progress = new Progress(task.id() + " " + split.id(), size(facts))) {
            return task.generate(split, size(facts), progress::stepTo);
        }
    }
}
