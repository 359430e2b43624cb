package dev.weft.twins.cli;

import dev.weft.sdk.data.DataException;
import dev.weft.sdk.hybrid.ResidualSettings;
import dev.weft.sdk.hybrid.ResidualSettings.Method;
import dev.weft.sdk.residual.ResidualDrift;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Read whether and how a network is put beside the prior. */
final class ResidualOptions {
    @Option(
            names = "--residual",
            paramLabel = "WIDTHS",
            split = ",",
            description =
                    "After the calibration, train a small network with hidden layers of these widths, such as 8 or 8,8, on "
                            + "what the equations leave over.")
    List<Integer> hidden = new ArrayList<>();

    @Option(
            names = "--residual-on",
            paramLabel = "WHAT",
            split = ",",
            description =
                    "What the network is added to: state (each state whose equation holds a parameter), output, or names "
                            + "of states and outputs (default state).")
    List<String> on = new ArrayList<>();

    @Option(
            names = "--residual-segment",
            paramLabel = "ROWS",
            description = "Rows over which the model runs free in training (default 100).")
    @Nullable
    Integer segment;

    @Option(names = "--residual-epochs", paramLabel = "N", description = "Most epochs of the training (default 200).")
    @Nullable
    Integer epochs;

    @Option(
            names = "--residual-penalty",
            paramLabel = "P",
            description = "Penalty on the mean square of the scaled correction (default 1e-4).")
    @Nullable
    Double penalty;

    @Option(
            names = "--residual-method",
            paramLabel = "METHOD",
            description = "gauss-newton, or adamw for networks of thousands of weights (default gauss-newton).")
    @Nullable
    Method method;

    @Option(
            names = "--residual-live",
            paramLabel = "SPREAD:SECONDS",
            description =
                    "Let the last layer follow the readings of a twin: how far its weights may go from the trained ones, "
                            + "a standard deviation where corrections are of order one, and in what time they come back, such as "
                            + "0.2:60. Without it they stay.")
    @Nullable
    String live;

    /**
     * Return the settings; empty if there shall be no network.
     *
     * @throws DataException if one is out of its bounds, or there is one without --residual
     */
    Optional<ResidualSettings> settings(long seed) {
        if (hidden.isEmpty()) {
            if (!on.isEmpty()
                    || segment != null
                    || epochs != null
                    || penalty != null
                    || method != null
                    || live != null) {
                throw new DataException("--residual-… without --residual, expected --residual WIDTHS with it");
            }
            return Optional.empty();
        }
        ResidualSettings standard = ResidualSettings.STANDARD;
        try {
            return Optional.of(standard.withHidden(hidden)
                    .withOn(on.isEmpty() ? standard.on() : on)
                    .withSegment(segment == null ? standard.segment() : segment)
                    .withEpochs(epochs == null ? standard.epochs() : epochs, standard.patience())
                    .withPenalty(penalty == null ? standard.penalty() : penalty)
                    .withMethod(method == null ? standard.method() : method)
                    .withLive(drift())
                    .withSeed(seed));
        } catch (IllegalArgumentException e) {
            throw new DataException(String.valueOf(e.getMessage()), e);
        }
    }

    private Optional<ResidualDrift> drift() {
        if (live == null) {
            return Optional.empty();
        }
        String[] parts = live.split(":", -1);
        try {
            if (parts.length == 2) {
                return Optional.of(new ResidualDrift(Double.parseDouble(parts[0]), Double.parseDouble(parts[1])));
            }
        } catch (NumberFormatException e) {
            throw new DataException("--residual-live = " + live + ", expected SPREAD:SECONDS such as 0.2:60", e);
        }
        throw new DataException("--residual-live = " + live + ", expected SPREAD:SECONDS such as 0.2:60");
    }
}
