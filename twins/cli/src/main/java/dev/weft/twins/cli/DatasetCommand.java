package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.sdk.tasks.PublishedTask;
import dev.weft.sdk.tasks.Split;
import dev.weft.sdk.tasks.SplitFacts;
import dev.weft.sdk.tasks.Trajectories;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
        footer = {"", "Example: weft dataset msd --out msd"})
final class DatasetCommand implements Callable<Integer> {
    private static final String FACTS = "task.json";

    @Parameters(index = "0", paramLabel = "TASK", description = "One of msd, msd-zero, lv, sine.")
    String name = "";

    @Mixin
    FolderOptions folder = new FolderOptions();

    @Mixin
    JsonOutput output = new JsonOutput();

    @Override
    public Integer call() {
        PublishedTask task = PublishedTask.named(name);
        ObjectNode facts = folder.within(() -> write(task));
        if (output.json) {
            JsonOutput.print(facts.put("out", folder.path().toString()));
        } else {
            facts.get("splits")
                    .forEach(split -> System.out.println(split.get("trajectories") + " trajectories of " + task.id()
                            + " written to "
                            + folder.file(split.get("file").textValue())));
            System.out.println("what they are is in " + folder.file(FACTS));
        }
        return 0;
    }

    private ObjectNode write(PublishedTask task) {
        for (SplitFacts split : task.facts().splits()) {
            folder.requireTable(split.split().id());
        }
        folder.requireFile(FACTS);
        for (SplitFacts split : task.facts().splits()) {
            folder.write(split.split().id(), TaskTable.of(task, split.split(), generate(task, split)));
        }
        ObjectNode facts = TaskJson.of(task, split -> folder.table(split.id()));
        // Last, so that a folder that has it is complete.
        folder.write(FACTS, out -> TaskJson.write(facts, out));
        return facts;
    }

    private static Trajectories generate(PublishedTask task, SplitFacts facts) {
        Split split = facts.split();
        try (Progress progress = new Progress(task.id() + " " + split.id(), facts.size())) {
            return task.generate(split, progress::stepTo);
        }
    }
}
