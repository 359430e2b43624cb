package dev.weft.twins.plant;

import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.fluids.CascadedTanks;
import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.twins.Fleet;
import dev.weft.twins.Reading;
import dev.weft.twins.Twin;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.store.MemoryStore;
import dev.weft.twins.store.StrayLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.io.TempDir;

/** A plant in a folder of its own, run into a store in memory. */
abstract class PlantScene {
    static final String HEADER = "machine,time,force,position,velocity";
    static final String ASSETS =
            "{\"model\": \"mass-spring-damper\", \"interval\": 0.05, \"map\": {\"position\": \"position\"}";

    @TempDir
    Path folder;

    final MemoryStore store = new MemoryStore();
    final List<String> heard = new ArrayList<>();
    InputStream input = InputStream.nullInputStream();
    BooleanSupplier stop = () -> false;

    void write(String name, List<String> lines) {
        try {
            Files.write(folder.resolve(name), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String name, String... lines) {
        write(name, List.of(lines));
    }

    static String line(String machine, Reading r) {
        return machine + "," + r.time() + "," + r.inputs()[0] + "," + r.outputs()[0] + "," + r.outputs()[1];
    }

    Plant plant(String sources, String... assets) {
        String json = "{\"plant\": \"test\", \"sources\": {" + sources + "}, \"policies\": {\"second\": {\"policy\":"
                + " \"second\", \"version\": 1, \"signals\": {\"position\": {\"low\": -2, \"high\": 2, \"redundant\":"
                + " {\"tolerance\": 0.5, \"substitutes\": true}}}}}, \"assets\": [" + String.join(", ", assets) + "]}";
        write("plant.json", json);
        return PlantJson.read(folder.resolve("plant.json"), file -> Policy.standard());
    }

    static String asset(String name) {
        return ASSETS + ", " + name + "}";
    }

    PlantRun open(Plant plant) {
        return PlantRun.open(
                plant,
                asset -> {
                    PhysicsPrior prior = asset.settings().model().orElseThrow().equals("cascaded-tanks")
                            ? new CascadedTanks()
                            : new MassSpringDamper();
                    return new AssetModel(prior, Optional.empty());
                },
                input);
    }

    PlantEnd run(Plant plant) {
        try (PlantRun run = open(plant)) {
            return run.into(
                    new Fleet(store),
                    store,
                    (twin, prior, reading, verdict) -> heard.add(twin + " " + reading.time() + " " + verdict.finding()),
                    stop);
        }
    }

    byte[] weights(String twin) {
        return Twin.reopen(store, twin).snapshot().toBytes();
    }

    List<String> reasons() {
        return store.strays(100).stream().map(StrayLine::reason).toList();
    }
}
