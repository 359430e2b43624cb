package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.inspect.MovementSettings;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.report.Report;
import dev.weft.sdk.warp.WarpModel;
import dev.weft.sdk.warp.WarpSeries;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Look inside a model: what it is made of, what it remembers, how its weights move over measured series. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        header = "Look inside a model.",
        description = {
            "Print what MODEL is made of: of a weight-space model its signals, tensors and their norms, the layout of its "
                    + "weights, how long its modes remember, what drives them and where it comes from; of a physics model its "
                    + "values, noise and origin.",
            "With --data and --out, run a weight-space model over measured series step by step and write a page of how "
                    + "its weights moved: maps, components, events, predictions beside the truth."
        },
        footer = {
            "",
            "Example: weft inspect pump.safetensors --data pump.csv --context 100 \\",
            "             --out weights.html"
        })
final class InspectCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "MODEL", description = "A model file.")
    String modelName = "";

    @ArgGroup(exclusive = false, multiplicity = "0..1")
    @Nullable
    Run run;

    @Mixin
    JsonOutput output = new JsonOutput();

    /** What belongs together: measured data, and the page of how the weights move over them. */
    static final class Run {
        @ArgGroup(exclusive = false, multiplicity = "1")
        DataOptions data = new DataOptions();

        @ArgGroup(exclusive = false, multiplicity = "1")
        OutputOptions out = new OutputOptions();

        @Option(
                names = "--context",
                paramLabel = "N",
                description =
                        "Rows of truth at the start of every series, afterwards the model feeds itself. Default: as many as "
                                + "it was trained with, else all.")
        @Nullable
        Integer context;
    }

    @Override
    public Integer call() {
        ModelSource.Opened opened = new ModelSource().open(modelName);
        if (opened instanceof ModelSource.Opened.Warp warp) {
            inspect(warp.model());
        } else {
            inspect(((ModelSource.Opened.Physics) opened).choice());
        }
        return 0;
    }

    private void inspect(ModelSource.Choice choice) {
        PhysicsModel model = choice.loaded()
                .orElseThrow(() -> new DataException(
                        "model " + modelName + " is the name of a prior, expected a model file; weft priors "
                                + modelName + " describes it"));
        if (run != null) {
            throw new DataException("--data with a physics model, expected a weight-space model;"
                    + " weft run --report shows how the weights of a physics model move");
        }
        PhysicsModelText text = new PhysicsModelText(modelName, model);
        if (output.json) {
            JsonOutput.print(text.json());
        } else {
            System.out.print(text);
        }
    }

    private void inspect(WarpModel model) {
        WarpFigures figures = new WarpFigures(model);
        @Nullable Run over = run;
        List<WarpSeries> series = over == null ? List.of() : over.data.read(model);
        int shown = over == null ? 0 : writePage(over, series, figures);
        if (output.json) {
            ObjectNode object = new WarpModelJson(modelName, figures).json();
            if (over != null) {
                object.put("out", over.out.path().toString()).put("series", shown);
            }
            JsonOutput.print(object);
            return;
        }
        System.out.print(new WarpModelText(modelName, figures));
        if (over != null) {
            System.out.println();
            System.out.println("page of the weights over "
                    + (shown < series.size() ? "the first " + shown + " of " : "") + series.size()
                    + " series written to " + over.out.path());
        }
    }

    /** Write the page and return how many series it shows. */
    private int writePage(Run over, List<WarpSeries> series, WarpFigures figures) {
        int context = WarpPrediction.context(figures.model(), over.context);
        over.out.requireFile();
        List<WeightRun> runs = new WarpRuns(figures.model(), context).of(series);
        String name = Path.of(modelName).getFileName().toString();
        Report page = new WeightPage(name, runs, MovementSettings.standard())
                .build(report -> new WarpModelSections(figures).addTo(report));
        ReportOption.write(page, over.out.path(), over.out.force);
        return runs.size();
    }
}
