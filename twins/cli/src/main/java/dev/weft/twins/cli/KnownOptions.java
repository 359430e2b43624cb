package dev.weft.twins.cli;

import dev.weft.priors.Output;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Units;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.Nearest;
import dev.weft.sdk.model.PhysicsModel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Read what is known of a machine of which there is only a prior: values of parameters, the noise of its sensors. */
final class KnownOptions {
    @Option(
            names = "--fix",
            paramLabel = "PARAMETER=VALUE",
            description = "With the name of a prior: a parameter that you know, in its unit.")
    Map<String, Double> fixed = new LinkedHashMap<>();

    @Option(
            names = "--noise",
            paramLabel = "OUTPUT=SD",
            description =
                    "With the name of a prior: the standard deviation of a reading, in the output's unit, where it is "
                            + "not the usual one.")
    Map<String, Double> noise = new LinkedHashMap<>();

    /**
     * Check that the options fit what is forecast with.
     *
     * @throws DataException if a model file is, a parameter or an output is unknown, or a value outside its bounds
     */
    void requireFor(String name, ModelSource.Opened opened) {
        if (fixed.isEmpty() && noise.isEmpty()) {
            return;
        }
        if (!(opened instanceof ModelSource.Opened.Physics physics)
                || physics.choice().loaded().isPresent()) {
            throw new DataException(
                    "--fix and --noise with the model file " + name
                            + ", expected the name of a prior: a model file holds values and noise; fix parameters when calibrating");
        }
        PhysicsPrior prior = physics.choice().prior();
        Values.requireParameters(prior, fixed);
        List<String> outputs = prior.outputs().stream().map(Output::name).toList();
        noise.forEach((output, sd) -> {
            int k = outputs.indexOf(output);
            if (k < 0) {
                throw Nearest.unknown("--noise " + output + "=" + sd, "output", output, outputs);
            }
            if (!(sd > 0) || Double.isInfinite(sd)) {
                throw new DataException("--noise " + output + "=" + sd + ", expected a finite number > 0 "
                        + Units.text(prior.outputs().get(k).unit()));
            }
        });
    }

    /** Return the model of what is known; as it is where nothing was said. */
    PhysicsModel of(PhysicsModel model) {
        PhysicsModel known = model;
        for (Map.Entry<String, Double> entry : fixed.entrySet()) {
            known = known.withKnown(entry.getKey(), entry.getValue());
        }
        if (noise.isEmpty()) {
            return known;
        }
        List<Output> outputs = model.prior().outputs();
        double[] factors = new double[outputs.size()];
        Arrays.setAll(factors, k -> {
            Double told = noise.get(outputs.get(k).name());
            return told == null ? 1 : told / model.noise().measurement(k);
        });
        return known.withNoise(known.noise().scaled(factors, 1));
    }
}
