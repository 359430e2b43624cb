package dev.weft.twins.cli;

import dev.weft.sdk.inspect.MovementEvent;
import dev.weft.sdk.inspect.MovementSettings;
import dev.weft.sdk.inspect.PrincipalComponents;
import dev.weft.sdk.inspect.WeightMovement;
import dev.weft.sdk.inspect.WeightTrajectory;
import dev.weft.sdk.report.Report;
import dev.weft.sdk.report.Table;
import dev.weft.sdk.report.Tile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Lay out how the weights of a model move as a page: figures, the events and what moved at them, the components, and
 * for every series its predictions, maps of θ, path and norms.
 *
 * <p>Components are the same for all series, so that their paths can be compared, and tell of movement within them:
 * every series counts from its own mean.
 */
final class WeightPage {
    /** Plots are of so many series at most. */
    static final int MAX_SERIES = 6;

    private static final int MAX_EVENTS = 40;
    private static final int COMPONENTS = 3;
    /** Components are found from so many moments at most, evenly chosen: the work grows with their square. */
    private static final int MAX_ROWS = 400;

    private static final int LEADING = 5;

    private final String model;
    private final List<WeightRun> runs;
    private final List<WeightMovement> movements;
    private final PrincipalComponents components;

    /**
     * Analyse runs.
     *
     * @param model what the page calls the model
     * @param runs one for each series, at least one, all with the same weights
     * @throws IllegalArgumentException if there is none or the names of the weights differ
     */
    WeightPage(String model, List<WeightRun> runs, MovementSettings settings) {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("series of weights = none, expected at least one");
        }
        List<String> names = runs.get(0).trajectory().weights();
        for (WeightRun run : runs) {
            if (!run.trajectory().weights().equals(names)) {
                throw new IllegalArgumentException(
                        "weights of series " + run.trajectory().name()
                                + " = others, expected those of series "
                                + runs.get(0).trajectory().name()
                                + ": one page shows one model");
            }
        }
        this.model = model;
        this.runs = List.copyOf(runs);
        this.movements = runs.stream()
                .map(run -> WeightMovement.of(run.trajectory(), settings))
                .toList();
        this.components = PrincipalComponents.of(rows(), COMPONENTS);
    }

    private double[][] rows() {
        int total = runs.stream().mapToInt(run -> run.trajectory().length()).sum();
        int kept = Math.min(total, MAX_ROWS);
        double[][] rows = new double[kept][];
        int before = 0;
        int next = 0;
        for (WeightRun run : runs) {
            double[][] centred = run.trajectory().centred();
            for (int t = 0; t < centred.length && next < kept; t++) {
                if (before + t == (int) ((long) next * total / kept)) {
                    rows[next++] = centred[t];
                }
            }
            before += centred.length;
        }
        return rows;
    }

    Report build() {
        return build(more -> {});
    }

    /** Lay out the page, with more sections before the series. */
    Report build(Consumer<Report.Builder> more) {
        WeightTrajectory first = runs.get(0).trajectory();
        int events = movements.stream().mapToInt(m -> m.events().size()).sum();
        Report.Builder report = Report.titled("Inside " + model)
                .subtitle("The memory of this model is the weights of a small network. This is how they moved.")
                .section("In short")
                .tiles(tiles(first, events))
                .paragraph("An event is a step at which the weights moved much more than is usual in its series."
                        + " A component is a direction in the space of weights; the first ones are those along which"
                        + " weights vary most within the series.");
        if (events > 0) {
            report.section("Events").table(events());
            if (events > MAX_EVENTS) {
                report.paragraph("The table has the first " + MAX_EVENTS + " of " + events + " events.");
            }
        }
        if (varies()) {
            report.section("Components").table(componentTable(first));
        }
        more.accept(report);
        int number = 1;
        for (int s = 0; s < Math.min(runs.size(), MAX_SERIES); s++) {
            report.section("Series " + runs.get(s).trajectory().name());
            new WeightPlots(runs.get(s), movements.get(s), components, number)
                    .all()
                    .forEach(report::plot);
            number += movements.get(s).events().size();
        }
        if (runs.size() > MAX_SERIES) {
            report.paragraph("Plots are of the first " + MAX_SERIES + " series of " + runs.size() + ".");
        }
        return report.build();
    }

    private boolean varies() {
        return components.explained(0) > 0;
    }

    private List<Tile> tiles(WeightTrajectory first, int events) {
        List<Tile> tiles = new ArrayList<>();
        tiles.add(Tile.of("series", Integer.toString(runs.size())));
        tiles.add(Tile.of("weights", String.format(Locale.ROOT, "%,d", first.size())));
        tiles.add(Tile.of("events", Integer.toString(events)));
        for (int k = 0; varies() && k < components.count(); k++) {
            tiles.add(Tile.of("explained by component " + (k + 1), percent(components.explained(k)), "%"));
        }
        return tiles;
    }

    private Table events() {
        Table.Builder table = Table.captioned("Steps at which the weights moved most")
                .text("event", "series")
                .number("time", "‖Δθ‖", "× usual")
                .text("segments", "weights that moved most");
        int number = 1;
        for (int s = 0; s < runs.size(); s++) {
            String name = runs.get(s).trajectory().name();
            double usual = movements.get(s).median();
            for (MovementEvent event : movements.get(s).events()) {
                if (number > MAX_EVENTS) {
                    return table.build();
                }
                table.row(
                        Integer.toString(number++),
                        name,
                        TextTable.time(event.time()),
                        TextTable.number(event.size()),
                        usual > 0 ? TextTable.number(event.size() / usual) : "–",
                        event.segments().stream()
                                .filter(part -> part.share() >= 0.01)
                                .limit(3)
                                .map(part -> together(part.name(), percent(part.share()) + " %"))
                                .collect(Collectors.joining(", ")),
                        event.weights().stream()
                                .filter(part -> part.share() >= 0.01)
                                .map(part -> together(part.name(), signed(part.change())))
                                .collect(Collectors.joining(", ")));
            }
        }
        return table.build();
    }

    private Table componentTable(WeightTrajectory first) {
        Table.Builder table = Table.captioned("What the components are made of")
                .text("component")
                .number("explained")
                .text("segments", "strongest weights");
        for (int k = 0; k < components.count(); k++) {
            double[] loadings = components.loadings(k);
            table.row(
                    Integer.toString(k + 1),
                    percent(components.explained(k)) + " %",
                    first.segments().stream()
                            .collect(Collectors.toMap(
                                    s -> s.name(),
                                    s -> IntStream.range(s.offset(), s.end())
                                            .mapToDouble(i -> loadings[i] * loadings[i])
                                            .sum()))
                            .entrySet()
                            .stream()
                            .sorted(Comparator.comparingDouble(e -> -e.getValue()))
                            .limit(3)
                            .filter(e -> e.getValue() >= 0.01)
                            .map(e -> together(e.getKey(), percent(e.getValue()) + " %"))
                            .collect(Collectors.joining(", ")),
                    IntStream.range(0, loadings.length)
                            .boxed()
                            .sorted(Comparator.comparingDouble(i -> -Math.abs(loadings[i])))
                            .limit(LEADING)
                            .map(i -> together(first.weights().get(i), signed(loadings[i])))
                            .collect(Collectors.joining(", ")));
        }
        return table.build();
    }

    /** Return a name and a number that no line break parts. */
    private static String together(String name, String number) {
        return (name + " " + number).replace(' ', '\u00a0');
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, share < 0.0995 ? "%.1f" : "%.0f", 100 * share);
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.2g", value).replace('-', '−');
    }
}
