package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.sdk.tasks.PublishedError;
import dev.weft.sdk.tasks.PublishedTask;
import dev.weft.sdk.tasks.Split;
import dev.weft.sdk.tasks.SplitFacts;
import dev.weft.sdk.tasks.TaskFacts;
import dev.weft.sdk.tasks.TaskSignal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** Write down what a published task is, beside its data. */
final class TaskJson {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String SOURCE =
            "R. D. Nzoyem et al., \"Weight-Space Linear Recurrent Neural Networks\", arXiv 2506.01153, 2026";

    private TaskJson() {}

    /** Return the facts; {@code size} and {@code file} tell how much of a part was written, and where it lies. */
    static ObjectNode of(PublishedTask task, ToIntFunction<SplitFacts> size, Function<Split, Path> file) {
        TaskFacts facts = task.facts();
        ObjectNode object = JsonOutput.newObject().put("task", task.id()).put("about", facts.about());
        ArrayNode splits = object.putArray("splits");
        for (SplitFacts split : facts.splits()) {
            splits.addObject()
                    .put("split", split.split().id())
                    .put("file", String.valueOf(file.apply(split.split()).getFileName()))
                    .put("trajectories", size.applyAsInt(split))
                    .put("of", split.size())
                    .put("seed", split.seed());
        }
        ArrayNode subsets = object.putArray("subsets");
        facts.subsets().forEach(subsets::add);
        object.put("steps", facts.steps()).put("timeStep", facts.timeStep()).put("context", facts.context());
        object.putObject("scored").put("from", facts.firstScored()).put("to", facts.steps());
        object.putObject("normalisation")
                .put("min", facts.normalisation().minimum())
                .put("max", facts.normalisation().maximum());
        ArrayNode signals = object.putArray("signals");
        Stream.concat(facts.inputs().stream(), facts.targets().stream())
                .distinct()
                .forEach(signal -> signals.addObject()
                        .put("name", signal.name())
                        .put("unit", signal.unit())
                        .put("meaning", signal.meaning()));
        names(object.putArray("inputs"), facts.inputs());
        names(object.putArray("targets"), facts.targets());
        ObjectNode published = object.putObject("publishedMse");
        for (PublishedError error : facts.published()) {
            published.put(error.model(), error.mse());
        }
        return object.put("note", facts.note()).put("source", SOURCE);
    }

    private static void names(ArrayNode into, List<TaskSignal> signals) {
        signals.forEach(signal -> into.add(signal.name()));
    }

    /** Write the facts for people and programs, indented. */
    static void write(ObjectNode facts, OutputStream out) throws IOException {
        out.write(JSON.writeValueAsBytes(facts));
        out.write('\n');
    }
}
