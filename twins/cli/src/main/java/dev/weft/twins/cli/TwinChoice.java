package dev.weft.twins.cli;

import dev.weft.sdk.data.Nearest;
import dev.weft.twins.Twin;
import dev.weft.twins.store.TwinStore;
import java.util.List;
import picocli.CommandLine.Parameters;

/** Offer the parameter that names one twin. */
final class TwinChoice {
    @Parameters(index = "0", paramLabel = "TWIN", description = "Id of the twin, see weft twin ls.")
    String id = "";

    /**
     * Open the twin.
     *
     * @throws dev.weft.sdk.data.DataException if the store has none of this id; the message names the nearest
     */
    Twin open(TwinStore store) {
        return open(store, id);
    }

    /** Open a twin by its id, as {@link #open(TwinStore)} does. */
    static Twin open(TwinStore store, String id) {
        List<String> known = store.ids();
        if (!known.contains(id)) {
            throw Nearest.unknown("the store", "twin", id, known);
        }
        return Twin.reopen(store, id);
    }
}
