package dev.weft.sdk.warp;

import dev.weft.sdk.warp.TransitionSettings.Structure;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A model small enough for a slow reference, and how it is fed.
 *
 * @param fedSteps how many steps are fed with what was measured
 * @param forced whether some of the later steps are fed too, else none
 * @param sampled whether the model feeds itself samples instead of means
 */
record WarpCase(String name, WarpSettings settings, int fedSteps, boolean forced, boolean sampled) {
    /** T of all batches: shorter than the longest series, longer than the shortest. */
    static final int STEPS = 9;

    private static final int ALWAYS = 99;

    @Override
    public String toString() {
        return name;
    }

    /** Return whether every step is fed. */
    boolean fed() {
        return fedSteps >= STEPS;
    }

    private static WarpCase fed(String name, WarpSettings settings) {
        return new WarpCase(name, settings, ALWAYS, false, false);
    }

    /** Return a model without extras: D = 20. */
    static WarpSettings plain() {
        return WarpSettings.forecasting(
                List.of("a", "b"),
                RootSettings.of(List.of(3, 2)),
                TransitionSettings.of(Structure.DENSE),
                InitialSettings.network(List.of(4)),
                STEPS + 1);
    }

    /** Return a model with everything that forecasts may have. */
    static WarpSettings rich() {
        return plain().withRoot(RootSettings.of(List.of(3))
                        .withActivation(Activation.TANH)
                        .withFinal(new FinalActivation.DynamicTanh())
                        .withFrequencies(1)
                        .withPrevious(true))
                .withInitial(InitialSettings.network(List.of(3, 4)).withActivation(Activation.SOFTPLUS))
                .withInputs(List.of("u"))
                .withTimeChannel(true)
                .withUncertainty(true)
                .withWeightLimit(0.5)
                .withConvolution(3);
    }

    static List<TransitionSettings> transitions() {
        TransitionSettings diagonal = TransitionSettings.of(Structure.DIAGONAL);
        TransitionSettings blocks = TransitionSettings.of(Structure.BLOCK_DIAGONAL);
        return List.of(
                TransitionSettings.of(Structure.DENSE),
                diagonal,
                blocks,
                TransitionSettings.lowRank(2),
                diagonal.withContinuous(true),
                blocks.withContinuous(true));
    }

    /** Return every structure plain and rich, fed and free, and every option by itself. */
    static List<WarpCase> all() {
        List<WarpCase> cases = new ArrayList<>(structures());
        cases.addAll(options());
        return cases;
    }

    /** Return every structure plain and rich, fed and free. */
    static List<WarpCase> structures() {
        List<WarpCase> cases = new ArrayList<>();
        for (TransitionSettings transition : transitions()) {
            String name = transition.structure().id() + (transition.continuous() ? " rates" : "");
            WarpSettings plain = plain().withTransition(transition);
            WarpSettings rich = rich().withTransition(transition);
            cases.add(fed(name, plain));
            cases.add(new WarpCase(name + ", free", plain, 3, false, false));
            cases.add(fed(name + ", rich", rich));
            cases.add(new WarpCase(name + ", rich, forced at times, sampled", rich, 2, true, true));
        }
        return cases;
    }

    private static List<WarpCase> options() {
        WarpSettings plain = plain();
        RootSettings root = plain.root();
        WarpSettings paired = plain.withTransition(TransitionSettings.of(Structure.BLOCK_DIAGONAL));
        WarpSettings told = rich().withWeightLimit(0.7);
        List<WarpCase> cases = new ArrayList<>();
        for (Activation activation : Activation.values()) {
            WarpSettings changed = plain.withRoot(root.withActivation(activation))
                    .withInitial(plain.initial().withActivation(activation));
            cases.add(fed(activation.id(), changed));
        }
        cases.add(fed("clip", plain.withRoot(root.withFinal(new FinalActivation.Clip(0.3)))));
        cases.add(fed("dynamic tanh", plain.withRoot(root.withFinal(new FinalActivation.DynamicTanh()))));
        cases.add(fed("encoding", plain.withRoot(root.withFrequencies(4))));
        cases.add(fed("last observation seen", plain.withRoot(root.withPrevious(true))));
        cases.add(new WarpCase("last prediction seen", plain.withRoot(root.withPrevious(true)), 3, false, false));
        cases.add(fed("inputs", plain.withInputs(List.of("u", "v"))));
        cases.add(fed("targets", plain.withTargets(List.of("y"))));
        cases.add(fed("targets, rich", told.withTargets(List.of("y", "z", "q"))));
        cases.add(new WarpCase("targets, not fed", told.withTargets(List.of("y")), 3, false, true));
        cases.add(fed("classes", plain.withClasses(List.of("p", "q", "r"))));
        cases.add(fed("classes, rich", told.withUncertainty(false).withClasses(List.of("p", "q"))));
        cases.add(fed("time channel", plain.withTimeChannel(true)));
        cases.add(fed("uncertainty", plain.withUncertainty(true)));
        cases.add(new WarpCase("uncertainty, means fed", plain.withUncertainty(true), 3, false, false));
        cases.add(fed("weight limit", plain.withWeightLimit(0.3)));
        cases.add(fed("one tap", plain.withConvolution(1)));
        cases.add(fed("convolution", plain.withConvolution(4)));
        cases.add(fed("convolution longer than the series", plain.withConvolution(STEPS + 4)));
        cases.add(new WarpCase("convolution, free", plain.withConvolution(4), 2, true, false));
        cases.add(fed("free θ_0", plain.withInitial(InitialSettings.freeWeights())));
        cases.add(fed("linear φ", plain.withInitial(InitialSettings.network(List.of()))));
        cases.add(fed(
                "odd weights in pairs",
                paired.withRoot(RootSettings.of(List.of(3))).withInputs(List.of("u"))));
        cases.add(new WarpCase("fed once", plain, 1, false, false));
        cases.addAll(valuesDrive());
        return cases;
    }

    /** Return models that values drive: every structure free, and every option that meets a driver. */
    private static List<WarpCase> valuesDrive() {
        WarpSettings plain = plain().withDrive(Drive.VALUES);
        WarpSettings rich = rich().withDrive(Drive.VALUES);
        WarpSettings rates = rich.withTransition(
                TransitionSettings.of(Structure.BLOCK_DIAGONAL).withContinuous(true));
        List<WarpCase> cases = new ArrayList<>();
        for (TransitionSettings transition : transitions()) {
            String name = "values, " + transition.structure().id() + (transition.continuous() ? " rates" : "");
            cases.add(new WarpCase(name + ", free", plain.withTransition(transition), 3, false, false));
        }
        cases.add(fed("values", plain));
        cases.add(fed("values, inputs", plain.withInputs(List.of("u", "v"))));
        cases.add(fed("values, time channel", plain.withTimeChannel(true)));
        cases.add(fed("values, convolution", plain.withConvolution(4)));
        cases.add(fed("values, targets", plain.withTargets(List.of("y"))));
        cases.add(fed("values, classes", plain.withClasses(List.of("p", "q", "r"))));
        cases.add(fed("values, rich", rich));
        cases.add(new WarpCase("values, rich, forced at times, sampled", rich, 2, true, true));
        cases.add(new WarpCase("values, rich rates, forced at times, sampled", rates, 2, true, true));
        return cases;
    }

    /** Return any combination of options. */
    static WarpCase random(Random random) {
        List<Integer> hidden =
                random.nextBoolean() ? List.of(1 + random.nextInt(4)) : List.of(2, 1 + random.nextInt(3));
        FinalActivation last = List.of(
                        FinalActivation.NONE, new FinalActivation.Clip(0.4), new FinalActivation.DynamicTanh())
                .get(random.nextInt(3));
        RootSettings root = new RootSettings(hidden, any(random), last, random.nextInt(3), random.nextBoolean());
        InitialSettings initial = random.nextInt(4) == 0
                ? InitialSettings.freeWeights()
                : InitialSettings.network(List.of(3, 2).subList(0, random.nextInt(3)))
                        .withActivation(any(random));
        int task = random.nextInt(4);
        WarpSettings settings = plain().withRoot(root)
                .withTransition(transitions().get(random.nextInt(6)))
                .withInitial(initial)
                .withInputs(List.of("u", "v").subList(0, random.nextInt(3)))
                .withTargets(task == 1 ? List.of("y") : List.of())
                .withClasses(task == 2 ? List.of("p", "q", "r") : List.of())
                .withDrive(random.nextBoolean() ? Drive.VALUES : Drive.DIFFERENCES)
                .withTimeChannel(random.nextBoolean())
                .withUncertainty(task != 2 && random.nextBoolean())
                .withWeightLimit(random.nextBoolean() ? 0.5 : Double.POSITIVE_INFINITY)
                .withConvolution(random.nextInt(4));
        int fedSteps = random.nextInt(3) == 0 ? ALWAYS : 1 + random.nextInt(STEPS);
        boolean sampled = settings.uncertainty() && random.nextBoolean();
        return new WarpCase(settings.toString(), settings, fedSteps, random.nextBoolean(), sampled);
    }

    private static Activation any(Random random) {
        return Activation.values()[random.nextInt(Activation.values().length)];
    }
}
