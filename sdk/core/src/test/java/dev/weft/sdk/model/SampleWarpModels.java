package dev.weft.sdk.model;

import dev.weft.sdk.warp.Activation;
import dev.weft.sdk.warp.Drive;
import dev.weft.sdk.warp.FinalActivation;
import dev.weft.sdk.warp.InitialSettings;
import dev.weft.sdk.warp.Normalisation;
import dev.weft.sdk.warp.ParameterLayout;
import dev.weft.sdk.warp.RootSettings;
import dev.weft.sdk.warp.Scaling;
import dev.weft.sdk.warp.TransitionSettings;
import dev.weft.sdk.warp.TransitionSettings.Structure;
import dev.weft.sdk.warp.WarpColumns;
import dev.weft.sdk.warp.WarpModel;
import dev.weft.sdk.warp.WarpProvenance;
import dev.weft.sdk.warp.WarpSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Weight-space models with every option and number drawn from a seed. */
final class SampleWarpModels {
    private SampleWarpModels() {}

    static WarpModel random(long seed) {
        Random random = new Random(seed);
        WarpSettings settings = settings(random);
        double[] parameters =
                random.doubles(ParameterLayout.of(settings).size(), -3, 3).toArray();
        Normalisation normalisation = random.nextInt(3) == 0
                ? Normalisation.none(settings)
                : new Normalisation(
                        scalings(random, settings.signals().size()),
                        scalings(random, settings.inputs().size()),
                        scalings(random, settings.targets().size()));
        WarpProvenance provenance = random.nextBoolean()
                ? WarpProvenance.unknown()
                : WarpProvenance.unknown()
                        .withData("ab12", random.nextInt(100), random.nextInt(10_000))
                        .withDescription("two words \"quoted\"")
                        .withVersion("0.1.0")
                        .withLosses(Map.of("training", random.nextDouble(), "validation", random.nextGaussian()))
                        .withConfiguration("{\"model\": {}}");
        return new WarpModel(settings, parameters, normalisation, random.nextDouble() + 1e-9, provenance);
    }

    private static WarpSettings settings(Random random) {
        Structure structure = Structure.values()[random.nextInt(4)];
        boolean closed = structure == Structure.DIAGONAL || structure == Structure.BLOCK_DIAGONAL;
        TransitionSettings transition = new TransitionSettings(
                structure,
                structure == Structure.LOW_RANK ? 1 + random.nextInt(3) : 0,
                closed && random.nextBoolean(),
                random.nextBoolean() ? Double.POSITIVE_INFINITY : 1 - random.nextDouble(),
                structure == Structure.BLOCK_DIAGONAL && random.nextBoolean() ? random.nextDouble() : 0);
        RootSettings root = new RootSettings(
                widths(random, 1),
                activation(random),
                List.of(FinalActivation.NONE, new FinalActivation.Clip(1.5), new FinalActivation.DynamicTanh())
                        .get(random.nextInt(3)),
                random.nextInt(3),
                random.nextBoolean());
        WarpSettings settings = new WarpSettings(
                root,
                transition,
                InitialSettings.freeWeights(),
                WarpColumns.of(names("signal", 1 + random.nextInt(3))).withInputs(names("input", random.nextInt(3))),
                Drive.values()[random.nextInt(2)],
                random.nextBoolean(),
                false,
                random.nextBoolean() ? Double.POSITIVE_INFINITY : random.nextDouble() + 0.1,
                random.nextInt(4),
                2 + random.nextInt(100));
        settings = switch (random.nextInt(4)) {
            case 0 -> settings.withUncertainty(true);
            case 1 -> settings.withTargets(names("target", 2)).withUncertainty(random.nextBoolean());
            case 2 -> settings.withClasses(names("class", 3));
            default -> settings;
        };
        InitialSettings initial = switch (random.nextInt(3)) {
            case 0 -> InitialSettings.freeWeights();
            case 1 -> InitialSettings.network(widths(random, 0)).withActivation(activation(random));
            default ->
                InitialSettings.interpolated(random.nextInt(3), settings.drivers(), settings.weights())
                        .withActivation(activation(random))
                        .withNoise(random.nextDouble());
        };
        return settings.withInitial(initial);
    }

    private static Activation activation(Random random) {
        return Activation.values()[random.nextInt(Activation.values().length)];
    }

    private static List<Integer> widths(Random random, int least) {
        return random.ints(least + random.nextInt(3), 1, 5).boxed().toList();
    }

    private static List<String> names(String what, int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(what + i);
        }
        return names;
    }

    private static List<Scaling> scalings(Random random, int count) {
        List<Scaling> scalings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double minimum = random.nextGaussian();
            scalings.add(
                    random.nextInt(4) == 0
                            ? Scaling.NONE
                            : new Scaling.Range(minimum, minimum + random.nextInt(2) * random.nextDouble()));
        }
        return scalings;
    }

    static byte[] written(WarpModel model) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            WarpModelFile.write(model, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
