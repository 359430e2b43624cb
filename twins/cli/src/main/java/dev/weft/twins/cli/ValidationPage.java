package dev.weft.twins.cli;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Units;
import dev.weft.sdk.report.LineStyle;
import dev.weft.sdk.report.Rating;
import dev.weft.sdk.report.Report;
import dev.weft.sdk.report.Table;
import dev.weft.sdk.report.Tile;
import dev.weft.sdk.report.TimeSeriesPlot;
import dev.weft.sdk.validation.Criterion;
import dev.weft.sdk.validation.DisturbanceEffect;
import dev.weft.sdk.validation.Following;
import dev.weft.sdk.validation.InvariantResult;
import dev.weft.sdk.validation.MethodScore;
import dev.weft.sdk.validation.ParameterRecovery;
import dev.weft.sdk.validation.PriorReport;
import dev.weft.sdk.validation.Recovery;
import dev.weft.sdk.validation.Track;
import java.util.ArrayList;
import java.util.List;

/** Lay out the trial of a prior as a page: the verdict, then what it rests on. */
final class ValidationPage {
    /** The method that the ones without a part are cut from. */
    private static final String WHOLE = "this prior, filter";

    private static final double GOOD = 0.1;

    private final PriorReport report;
    private final PhysicsPrior prior;

    ValidationPage(PriorReport report) {
        this.report = report;
        this.prior = report.prior();
    }

    Report build() {
        Report.Builder page = Report.titled("Validation of " + prior.name()).subtitle(prior.summary());
        verdict(page);
        recovery(page);
        lengths(page);
        report.following().ifPresent(f -> following(page, f));
        disturbances(page);
        forecasts(page);
        parts(page);
        invariants(page);
        page.section("Repeat").code("The command", command());
        return page.build();
    }

    private void verdict(Report.Builder page) {
        page.section("Can it be trusted?")
                .tiles(
                        Tile.of("verdict", report.passed() ? "passes" : "does not pass", "")
                                .withRating(report.passed() ? Rating.GOOD : Rating.BAD),
                        Tile.of("machines", Integer.toString(report.settings().machines()), "simulated"),
                        Tile.of("a record", Integer.toString(report.sampling().samples()), "samples"),
                        Tile.of("every", TextTable.number(report.sampling().step()), "s"));
        Table.Builder table = Table.captioned("What was asked").text("asked", "found", "expected");
        for (Criterion criterion : report.criteria()) {
            Rating rating = switch (criterion.verdict()) {
                case PASSED -> Rating.GOOD;
                case NOTED, KNOWN -> Rating.WARN;
                case FAILED -> Rating.BAD;
            };
            table.row(rating, criterion.name(), criterion.found(), criterion.expected());
        }
        page.table(table.build())
                .paragraph(
                        "Machines, sensors and disturbances were simulated from the prior itself. That it passes says"
                                + " that it can be learned from such data, not that a real machine obeys it: calibrate it on"
                                + " measured data, and look at what is left over.");
        for (Criterion criterion : report.criteria()) {
            if (!criterion.limit().isEmpty()) {
                page.paragraph("The prior states of “" + criterion.name() + "”: " + criterion.limit());
            }
        }
        if (report.guessed()) {
            page.paragraph(
                    "The prior does not declare how its machines are sampled; step and length of the records were"
                            + " guessed from its time constants.");
        }
    }

    private void recovery(Report.Builder page) {
        Table.Builder table = Table.captioned("Parameters from whole records, all of them fitted as if unknown")
                .text("parameter")
                .number("told by", "bias", "error", "claimed", "95 % intervals hold");
        for (ParameterRecovery p : report.recovery().parameters()) {
            if (report.recovery().told().contains(p)) {
                table.row(cells(p));
            } else {
                table.row(Rating.WARN, cells(p));
            }
        }
        report.recovery().toldTogether().forEach(p -> table.row(cells(p)));
        page.section("Do parameters come back?")
                .table(table.build())
                .paragraph("Bias and error are in the parameters' coordinates, so about relative: 0.01 is one per cent."
                        + " A good fit claims the standard deviation that it has. Products and ratios are listed where"
                        + " they are told and their factors are not.");
        report.recovery().open().forEach(text -> page.paragraph("Most machines' data leave open: " + text + "."));
    }

    private static String[] cells(ParameterRecovery p) {
        return new String[] {
            p.name(),
            percent(p.told()),
            TextTable.number(p.bias()),
            TextTable.number(p.error()),
            TextTable.number(p.claimed()),
            percent(p.covered())
        };
    }

    private void lengths(Report.Builder page) {
        Table.Builder table = Table.captioned("Parameters from shorter records")
                .number("samples", "fitted", "parameters told", "error of these", "95 % intervals hold");
        for (Recovery recovery : report.byLength()) {
            table.row(
                    Integer.toString(recovery.samples()),
                    percent((double) recovery.fitted() / recovery.machines()),
                    recovery.told().size() + " of " + recovery.parameters().size(),
                    TextTable.number(recovery.error()),
                    percent(recovery.covered()));
        }
        page.section("How many samples are needed?").table(table.build());
        double[] samples =
                report.byLength().stream().mapToDouble(Recovery::samples).toArray();
        TimeSeriesPlot.Builder plot = TimeSeriesPlot.titled("Error of parameters by the length of a record")
                .caption("Root mean square in the parameters' coordinates; a gap where most machines do not tell one.")
                .count("samples")
                .logarithmic()
                .valueAxis("error", "");
        for (int j = 0; j < prior.parameters().size(); j++) {
            int index = j;
            double[] errors = report.byLength().stream()
                    .mapToDouble(r -> r.parameters().get(index).told() >= 0.5
                            ? r.parameters().get(index).error()
                            : Double.NaN)
                    .toArray();
            plot.line(prior.parameters().get(j).name(), samples, errors);
        }
        page.plot(plot.build());
    }

    private void following(Report.Builder page, Following f) {
        page.section("Does a twin follow its machine?")
                .tiles(
                        Tile.of("followed a jump", percent(f.settled()), "of " + f.machines() + " machines"),
                        Tile.of("samples it took", f.settled() > 0 ? Integer.toString(f.steps()) : "–", "median"),
                        Tile.of("behind a drift", percent(f.lag()), "of it, at the end"))
                .plot(track(f, f.jump(), "jumps"))
                .plot(track(f, f.drift(), "drifts"));
    }

    private TimeSeriesPlot track(Following f, Track track, String does) {
        String unit = prior.parameters().stream()
                .filter(p -> p.name().equals(f.parameter()))
                .map(p -> Units.text(p.unit()))
                .findFirst()
                .orElse("");
        return TimeSeriesPlot.titled("A twin whose " + f.parameter() + " " + does)
                .caption("The first machine. The filter knows the machine from a fit before; its interval is of 95 %.")
                .valueAxis(f.parameter(), unit)
                .line("estimate", track.times(), track.estimate())
                .band("interval", "estimate", track.times(), track.lower(), track.upper())
                .line("truth", track.times(), track.truth(), LineStyle.DASHED)
                .build();
    }

    private void disturbances(Report.Builder page) {
        Table.Builder table = Table.captioned("Records that are disturbed, then fitted")
                .text("disturbance", "what is done")
                .number("fitted", "parameters' error", "95 % intervals hold", "prediction error");
        for (DisturbanceEffect effect : report.disturbances()) {
            table.row(
                    effect.disturbance().words(),
                    effect.disturbance().meaning(),
                    percent(effect.fitted()),
                    TextTable.number(effect.error()),
                    percent(effect.covered()),
                    TextTable.number(effect.predictionError()));
        }
        page.section("What throws it off?")
                .table(table.build())
                .paragraph("The prediction error is that of a free run with the fitted parameters under other inputs,"
                        + " from the true start; 1 is as bad as telling the mean.");
    }

    private void forecasts(Report.Builder page) {
        page.section("Is it better than no physics?")
                .table(scores("Forecasts of machines that no method has met", report.scores()))
                .paragraph("All know the first " + report.context() + " of "
                        + report.sampling().samples()
                        + " samples of a record, then only its inputs. The error is relative to how much the outputs vary:"
                        + " 0 is perfect, 1 is as bad as telling the mean; the median of the machines. The last columns say"
                        + " how soon a method knows a new machine: the fewest of the samples tried from which on its error"
                        + " behind the context is a tenth at most, and what a step costs, learning from the context"
                        + " included.")
                .plot(byContext());
    }

    private void parts(Report.Builder page) {
        List<MethodScore> all = new ArrayList<>();
        report.scores().stream().filter(s -> s.method().equals(WHOLE)).forEach(all::add);
        all.addAll(report.ablations());
        page.section("What are its parts worth?")
                .table(scores("The same forecasts by the prior without one of its parts", all))
                .paragraph(
                        "The layout keeps parameters within their bounds, in coordinates in which errors are relative;"
                                + " without it they are plain numbers. The transition moves the weights by the equations while they"
                                + " learn; without it they wander. The decoder reads the future out of the weights by the equations;"
                                + " without it that is learned from other machines.");
    }

    private static Table scores(String caption, List<MethodScore> scores) {
        Table.Builder table = Table.captioned(caption)
                .text("method", "learns")
                .number("records of others", "error", "failed", "samples for 10 %", "µs a step");
        for (MethodScore score : scores) {
            table.row(
                    score.method(),
                    score.learns(),
                    Integer.toString(score.records()),
                    TextTable.number(score.error()),
                    percent(score.failed()),
                    score.rowsFor(GOOD).isPresent()
                            ? Integer.toString(score.rowsFor(GOOD).getAsInt())
                            : "more",
                    TextTable.number(score.microseconds()));
        }
        return table.build();
    }

    private TimeSeriesPlot byContext() {
        TimeSeriesPlot.Builder plot = TimeSeriesPlot.titled("Error of forecasts by how much of a machine is known")
                .caption("Median of the machines; a gap where most forecasts failed.")
                .count("samples known")
                .logarithmic()
                .valueAxis("error", "");
        for (MethodScore score : report.scores()) {
            plot.line(
                    score.method(),
                    score.byContext().stream()
                            .mapToDouble(MethodScore.ContextError::rows)
                            .toArray(),
                    score.byContext().stream()
                            .mapToDouble(MethodScore.ContextError::error)
                            .map(e -> Double.isFinite(e) && e > 0 ? e : Double.NaN)
                            .toArray());
        }
        return plot.build();
    }

    private void invariants(Report.Builder page) {
        List<InvariantResult> all = report.invariants();
        page.section("Does it keep its invariants?");
        if (all.isEmpty()) {
            page.paragraph("It declares none.");
            return;
        }
        Table.Builder table = Table.captioned("Quantities that are never negative")
                .text("invariant")
                .number("least", "largest", "samples");
        for (InvariantResult invariant : all) {
            table.row(
                    invariant.holds() ? Rating.GOOD : Rating.BAD,
                    invariant.name(),
                    TextTable.number(invariant.least()),
                    TextTable.number(invariant.largest()),
                    Long.toString(invariant.samples()));
        }
        page.table(table.build());
    }

    private String command() {
        return "weft validate " + prior.name() + " --machines "
                + report.settings().machines() + " --spread "
                + report.settings().spread() + " --noise " + report.settings().noise() + " --training "
                + report.settings().trainingSeconds() + " --seed "
                + report.settings().seed();
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "–" : Math.round(100 * share) + " %";
    }
}
