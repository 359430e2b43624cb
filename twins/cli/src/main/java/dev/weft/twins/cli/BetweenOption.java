package dev.weft.twins.cli;

import dev.weft.solvers.estimation.InputsBetween;
import picocli.CommandLine.Option;

/** Offer the option that says how inputs run between rows, to commands that know the rows to come. */
final class BetweenOption {
    @Option(
            names = "--between",
            paramLabel = "COURSE",
            defaultValue = "held",
            description =
                    "How inputs run from row to row: held, linear, or smooth (through the rows around, as a signal without "
                            + "content above half the sampling rate does) (default ${DEFAULT-VALUE}).")
    InputsBetween between = InputsBetween.HELD;
}
