package dev.weft.twins.cli;

import dev.weft.solvers.estimation.InputsBetween;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Offer the option that says how inputs run between rows, to commands that know the rows to come. */
final class BetweenOption {
    @Option(
            names = "--between",
            paramLabel = "COURSE",
            description =
                    "How inputs run from row to row: held, linear, or smooth (through the rows around, as a signal without "
                            + "content above half the sampling rate does). Default: as the model was calibrated, else held.")
    @Nullable
    InputsBetween between;

    /** Return what was asked for; held if nothing was. */
    InputsBetween orHeld() {
        return between == null ? InputsBetween.HELD : between;
    }

    /** Return what was asked for, else what a model was calibrated with; say so if the two differ. */
    InputsBetween orThatOf(ModelSource.Choice choice) {
        InputsBetween remembered =
                choice.loaded().map(model -> model.card().between()).orElse(InputsBetween.HELD);
        if (between == null) {
            return remembered;
        }
        if (choice.loaded().isPresent() && between != remembered) {
            System.err.println("--between = " + between.id() + ", though the model was calibrated with "
                    + remembered.id() + " inputs");
        }
        return between;
    }
}
