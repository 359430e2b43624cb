package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.sdk.calibration.CalibrationResult;
import java.nio.file.Path;
import java.util.Locale;

/** Report a calibration in JSON. */
final class CalibrationJson {
    private final CalibrationResult result;

    CalibrationJson(CalibrationResult result) {
        this.result = result;
    }

    ObjectNode of(Path model) {
        ObjectNode object = JsonOutput.newObject();
        object.put("prior", result.model().prior().name()).put("model", model.toString());
        ArrayNode weights = object.putArray("weights");
        result.weights()
                .forEach(w -> weights.addObject()
                        .put("name", w.slot().path())
                        .put("series", w.series())
                        .put("value", w.value())
                        .put("unit", w.slot().unit())
                        .put("lower95", w.lower())
                        .put("upper95", w.upper())
                        .put("verdict", w.verdict().name()));
        object.put("loss", result.loss().name().toLowerCase(Locale.ROOT));
        ArrayNode fits = object.putArray("fit");
        result.fits()
                .forEach(f -> fits.addObject()
                        .put("output", f.output())
                        .put("unit", f.unit())
                        .put("readings", f.readings())
                        .put("outliers", f.outliers())
                        .put("rmse", f.rmse())
                        .put("explained", f.explained())
                        .put("correlationTime", f.correlationTime()));
        leftOver(object);
        open(object);
        profiles(object);
        object.putObject("starts")
                .put("run", result.starts())
                .put("converged", result.startsConverged())
                .put("agreeing", result.startsAgreeing());
        return object;
    }

    private void open(ObjectNode object) {
        ArrayNode sloppy = object.putArray("sloppyDirections");
        result.sloppy().forEach(s -> {
            ObjectNode node = sloppy.addObject().put("standardDeviation", s.standardDeviation());
            ObjectNode shares = node.putObject("shares");
            for (int i = 0; i < s.names().size(); i++) {
                shares.put(s.names().get(i), s.shares().get(i));
            }
        });
        ArrayNode combinations = object.putArray("combinations");
        result.combinations().forEach(c -> {
            ObjectNode node = combinations.addObject().put("text", c.text());
            ObjectNode exponents = node.putObject("exponents");
            c.exponents().forEach(exponents::put);
            node.put("value", c.value())
                    .put("unit", c.unit())
                    .put("lower95", c.lower())
                    .put("upper95", c.upper());
        });
        ArrayNode advice = object.putArray("advice");
        result.advice().forEach(a -> {
            ObjectNode node = advice.addObject()
                    .put("kind", a.kind().name().toLowerCase(Locale.ROOT))
                    .put("name", a.name())
                    .put("text", a.text())
                    .put("gain", a.gain());
            a.tells().forEach(node.putArray("tells")::add);
        });
    }

    private void profiles(ObjectNode object) {
        ArrayNode profiles = object.putArray("profiles");
        result.profiles().forEach(p -> {
            ObjectNode node = profiles.addObject()
                    .put("name", p.parameter())
                    .put("unit", p.unit())
                    .put("lower95", p.lower())
                    .put("upper95", p.upper())
                    .put("lowerOpen", p.lowerOpen())
                    .put("upperOpen", p.upperOpen());
            ArrayNode points = node.putArray("points");
            p.points()
                    .forEach(point ->
                            points.addObject().put("value", point.value()).put("rise", point.rise()));
        });
    }

    private void leftOver(ObjectNode object) {
        ArrayNode all = object.putArray("leftOver");
        result.leftOver().forEach(l -> {
            ObjectNode node = all.addObject().put("output", l.output()).put("whiteness", l.whiteness());
            l.followed().forEach(node.putArray("follows")::add);
        });
    }
}
