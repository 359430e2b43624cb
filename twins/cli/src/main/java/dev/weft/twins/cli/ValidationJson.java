package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.sdk.validation.Criterion;
import dev.weft.sdk.validation.DisturbanceEffect;
import dev.weft.sdk.validation.InvariantResult;
import dev.weft.sdk.validation.MethodScore;
import dev.weft.sdk.validation.ParameterRecovery;
import dev.weft.sdk.validation.PriorReport;
import dev.weft.sdk.validation.Recovery;
import java.util.List;
import java.util.Locale;

/** Lay out the trial of a prior as JSON; a figure that is not finite is left out. */
final class ValidationJson {
    private ValidationJson() {}

    static ObjectNode of(PriorReport report) {
        ObjectNode object = JsonOutput.newObject();
        object.put("prior", report.prior().name())
                .put("passed", report.passed())
                .put("solvable", report.solvable());
        object.putObject("settings")
                .put("machines", report.settings().machines())
                .put("spread", report.settings().spread())
                .put("noise", report.settings().noise())
                .put("trainingSeconds", report.settings().trainingSeconds())
                .put("seed", report.settings().seed())
                .put("step", report.sampling().step())
                .put("samples", report.sampling().samples())
                .put("samplingDeclared", !report.guessed())
                .put("context", report.context());
        ArrayNode criteria = object.putArray("criteria");
        for (Criterion criterion : report.criteria()) {
            ObjectNode node = criteria.addObject()
                    .put("name", criterion.name())
                    .put("found", criterion.found())
                    .put("expected", criterion.expected())
                    .put("verdict", criterion.verdict().name().toLowerCase(Locale.ROOT));
            if (!criterion.limit().isEmpty()) {
                node.put("limit", criterion.limit());
            }
        }
        ArrayNode lengths = object.putArray("recovery");
        report.byLength().forEach(recovery -> add(lengths.addObject(), recovery));
        report.following().ifPresent(f -> {
            ObjectNode node = object.putObject("following")
                    .put("parameter", f.parameter())
                    .put("moved", f.moved())
                    .put("machines", f.machines())
                    .put("settled", f.settled())
                    .put("steps", f.steps());
            put(node, "lag", f.lag());
        });
        ArrayNode disturbances = object.putArray("disturbances");
        for (DisturbanceEffect effect : report.disturbances()) {
            ObjectNode node = disturbances
                    .addObject()
                    .put("disturbance", effect.disturbance().id())
                    .put("fitted", effect.fitted());
            put(node, "error", effect.error());
            put(node, "covered", effect.covered());
            put(node, "predictionError", effect.predictionError());
        }
        ArrayNode invariants = object.putArray("invariants");
        for (InvariantResult invariant : report.invariants()) {
            ObjectNode node = invariants
                    .addObject()
                    .put("name", invariant.name())
                    .put("samples", invariant.samples())
                    .put("holds", invariant.holds());
            put(node, "least", invariant.least());
        }
        addScores(object.putArray("forecasts"), report.scores());
        addScores(object.putArray("ablations"), report.ablations());
        return object;
    }

    private static void addScores(ArrayNode all, List<MethodScore> scores) {
        for (MethodScore score : scores) {
            ObjectNode node = all.addObject()
                    .put("method", score.method())
                    .put("learns", score.learns())
                    .put("records", score.records())
                    .put("failed", score.failed())
                    .put("microseconds", score.microseconds());
            put(node, "error", score.error());
            ArrayNode contexts = node.putArray("byContext");
            for (MethodScore.ContextError known : score.byContext()) {
                put(contexts.addObject().put("rows", known.rows()), "error", known.error());
            }
        }
    }

    private static void add(ObjectNode node, Recovery recovery) {
        node.put("samples", recovery.samples())
                .put("machines", recovery.machines())
                .put("fitted", recovery.fitted());
        put(node, "covered", recovery.covered());
        put(node, "error", recovery.error());
        add(node.putArray("parameters"), recovery.parameters());
        add(node.putArray("products"), recovery.combinations());
        ArrayNode open = node.putArray("open");
        recovery.open().forEach(open::add);
    }

    private static void add(ArrayNode all, List<ParameterRecovery> recoveries) {
        for (ParameterRecovery parameter : recoveries) {
            ObjectNode one = all.addObject()
                    .put("name", parameter.name())
                    .put("told", parameter.told())
                    .put("machines", parameter.machines());
            put(one, "bias", parameter.bias());
            put(one, "error", parameter.error());
            put(one, "claimed", parameter.claimed());
            put(one, "covered", parameter.covered());
        }
    }

    private static void put(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        }
    }
}
