package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.sdk.warp.Agreement;
import dev.weft.sdk.warp.EquivalenceCertificate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Certify that all ways to run a weight-space model agree. */
@Command(
        name = "certify",
        mixinStandardHelpOptions = true,
        header = "Certify that all ways to run a model agree.",
        description = {
            "Run a weight-space model in all ways that there are (step by step, many series at once, by convolution, by "
                    + "scans, in single precision, feeding itself) on random walks of its own length, and say how far they "
                    + "are apart.",
            "Exit code 1: two ways differ by more than rounding explains."
        },
        footer = {"", "Example: weft certify pump.safetensors --json"})
final class CertifyCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "MODEL", description = "File of a weight-space model.")
    String modelName = "";

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the random walks. Default 1.")
    long seed = 1;

    @Mixin
    JsonOutput output = new JsonOutput();

    @Override
    public Integer call() {
        EquivalenceCertificate certificate = EquivalenceCertificate.of(new ModelSource().warp(modelName), seed);
        if (output.json) {
            JsonOutput.print(json(certificate));
        } else {
            print(certificate);
        }
        return certificate.holds() ? 0 : 1;
    }

    private static void print(EquivalenceCertificate certificate) {
        TextTable table =
                new TextTable("llrrrl", "way", "compared with", "weights", "predictions", "tolerance", "verdict");
        for (Agreement agreement : certificate.agreements()) {
            table.row(
                    agreement.way(),
                    agreement.reference(),
                    TextTable.number(agreement.weights()),
                    TextTable.number(agreement.predictions()),
                    TextTable.number(agreement.tolerance()),
                    agreement.holds() ? "holds" : "DIFFERS");
        }
        System.out.print(table);
        certificate.leftOut().forEach(left -> System.out.println("not run: " + left.way() + ": " + left.reason()));
        certificate
                .loopsApart()
                .ifPresent(apart -> System.out.println(
                        "left to themselves, the loops of many series and of steps are " + TextTable.number(apart)
                                + " apart: what this model makes of rounding, no part of the verdict"));
        System.out.println((certificate.holds() ? "all ways that were run agree" : "the ways differ") + ", on "
                + certificate.series() + " random walks of " + certificate.steps()
                + " steps; differences are relative to the largest number");
    }

    private ObjectNode json(EquivalenceCertificate certificate) {
        ObjectNode object = JsonOutput.newObject();
        object.put("model", modelName)
                .put("seed", seed)
                .put("series", certificate.series())
                .put("steps", certificate.steps())
                .put("holds", certificate.holds());
        ArrayNode agreements = object.putArray("agreements");
        for (Agreement agreement : certificate.agreements()) {
            ObjectNode node =
                    agreements.addObject().put("way", agreement.way()).put("reference", agreement.reference());
            // What is not finite is left out: JSON has no infinity, and a way may give weights only.
            if (Double.isFinite(agreement.weights())) {
                node.put("weights", agreement.weights());
            }
            if (Double.isFinite(agreement.predictions())) {
                node.put("predictions", agreement.predictions());
            }
            node.put("tolerance", agreement.tolerance()).put("holds", agreement.holds());
        }
        certificate.loopsApart().stream().filter(Double::isFinite).forEach(apart -> object.put("loopsApart", apart));
        ArrayNode left = object.putArray("notRun");
        certificate
                .leftOut()
                .forEach(way -> left.addObject().put("way", way.way()).put("reason", way.reason()));
        return object;
    }
}
