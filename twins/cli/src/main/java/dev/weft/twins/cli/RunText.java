package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.twins.plant.Plant;
import dev.weft.twins.plant.PlantEnd;
import dev.weft.twins.plant.PlantRun;
import dev.weft.twins.store.StrayLine;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Say how a run went, and what the check of a plant found. */
final class RunText {
    private final Plant plant;
    private final boolean json;

    RunText(Plant plant, boolean json) {
        this.plant = plant;
        this.json = json;
    }

    /**
     * Check what is in the store, where there is one in a folder, and say that all is well.
     *
     * @throws dev.weft.twins.store.StoreException if a twin that is there is of another prior
     */
    int printChecked(PlantRun run, StoreOption place) {
        Optional<Path> there = place.folder().filter(JdbcStore::existsIn);
        if (there.isPresent()) {
            try (JdbcStore opened = place.openToRead()) {
                run.check(opened);
            }
        }
        if (json) {
            JsonOutput.print(JsonOutput.newObject()
                    .put("plant", plant.name())
                    .put("sources", plant.sources().size())
                    .put("assets", plant.assets().size())
                    .put("storeChecked", there.isPresent()));
        } else {
            System.out.println(plant.name() + ": " + counted(plant.sources().size(), "source") + " and "
                    + counted(plant.assets().size(), "entry of assets", "entries of assets")
                    + " are as they should be; nothing was run"
                    + (there.isPresent() ? "" : ", and no store was there to be looked at"));
        }
        return 0;
    }

    ObjectNode toJson(PlantEnd end) {
        ObjectNode object = JsonOutput.newObject();
        object.put("plant", plant.name())
                .put("rows", end.rows())
                .put("readings", end.readings())
                .put("strays", end.strays())
                .put("cells", end.cells())
                .put("stopped", end.stopped());
        ArrayNode other = object.putArray("otherPolicy");
        end.otherPolicy().forEach(other::add);
        return object;
    }

    /**
     * What is worth a line besides the table.
     *
     * @param stray the newest line that reached no twin, or not as it came
     */
    String remarks(PlantEnd end, Optional<StrayLine> stray, String storeArgument) {
        List<String> lines = new ArrayList<>();
        if (end.strays() > 0 || end.cells() > 0) {
            lines.add("in quarantine: " + counted(end.strays(), "row") + " that reached no twin, "
                    + counted(end.cells(), "cell") + " without a number; look with weft twin quarantine --store "
                    + storeArgument);
            stray.ifPresent(line -> lines.add("the newest of them: " + line.source() + ", line " + line.line() + ": "
                    + StrayTable.oneLine(line.reason())));
        }
        if (!end.otherPolicy().isEmpty()) {
            String first = end.otherPolicy().get(0);
            lines.add("twins that were there and keep another policy than this run says: "
                    + end.otherPolicy().size() + ", " + first + " first; weft twin policy gives them another");
        }
        if (end.stopped()) {
            lines.add("stopped after " + counted(end.rows(), "row")
                    + "; the same command goes on, and refuses what is known");
        }
        return lines.isEmpty()
                ? ""
                : System.lineSeparator() + String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    private static String counted(long count, String noun) {
        return counted(count, noun, noun + "s");
    }

    private static String counted(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
