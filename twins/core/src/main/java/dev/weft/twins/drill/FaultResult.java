package dev.weft.twins.drill;

import dev.weft.twins.Prediction;
import dev.weft.twins.fault.Arrival;
import dev.weft.twins.fault.Stretch;
import java.util.List;
import java.util.Optional;

/**
 * Tell what one fault at one place did.
 *
 * @param kind the kind
 * @param fault its name: several faults may be of a kind
 * @param stretch the rows it was put into
 * @param arrivals what arrived, from the first row of the stretch to where the fault was over
 * @param foundBy what was found first; empty if nothing was. A fault is found by a wrong reading that is refused or noted while
 *     its clean counterpart is not; a gap by the reading behind it
 * @param delay wrong readings that came before the one that was found; all of them if none was
 * @param withGate what it did under the policy
 * @param withoutGate what it did to a plain filter, see {@link Drill}
 * @param clean the forecast of the twin that followed the clean readings, under the policy
 * @param forecast the forecast under the policy; empty if there was none
 * @param plainForecast the forecast of the plain filter; empty if there was none
 */
public record FaultResult(
        FaultKind kind,
        String fault,
        Stretch stretch,
        List<Arrival> arrivals,
        Optional<String> foundBy,
        int delay,
        Harm withGate,
        Harm withoutGate,
        Optional<Prediction> clean,
        Optional<Prediction> forecast,
        Optional<Prediction> plainForecast) {
    /** Copy the list. */
    public FaultResult {
        arrivals = List.copyOf(arrivals);
    }

    /** Return how many readings were wrong. */
    public int wrong() {
        return (int) arrivals.stream().filter(Arrival::wrong).count();
    }
}
