package dev.weft.twins.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.priors.mechanics.MassSpringDamper;
import dev.weft.sdk.model.PhysicsModel;
import dev.weft.sdk.residual.ResidualInput;
import dev.weft.sdk.residual.ResidualNetwork;
import dev.weft.sdk.residual.ResidualPrior;
import dev.weft.sdk.residual.ResidualTarget;
import dev.weft.sdk.residual.ResidualTarget.Kind;
import dev.weft.sdk.warp.Activation;
import dev.weft.twins.Reading;
import dev.weft.twins.Twin;
import dev.weft.twins.store.MemoryStore;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class StoreTableTest {
    private final MemoryStore store = new MemoryStore();

    private void open(String id, int width, double scale) {
        ResidualNetwork network = new ResidualNetwork(
                List.of(width),
                Activation.TANH,
                List.of(new ResidualInput("position", 0, scale)),
                List.of(new ResidualTarget(Kind.STATE, "velocity", 1)));
        Twin twin = Twin.of(PhysicsModel.nominal(ResidualPrior.of(new MassSpringDamper(), network), 0.1))
                .openIn(store, id);
        twin.update(new Reading(0, new double[] {0}, new double[] {0.5, 0}));
    }

    /** The second network has other weights, the third the same ones with another meaning, the fourth is the first. */
    @Test
    void networksBesideOnePriorHaveTablesOfTheirOwn() {
        open("a", 2, 1);
        open("b", 3, 1);
        open("c", 2, 5);
        open("d", 2, 1);
        Twin.of(PhysicsModel.nominal(new MassSpringDamper(), 0.1)).openIn(store, "e");

        SortedMap<String, StoreTable> tables = StoreTable.byPrior(store);

        assertThat(tables).hasSize(4).containsKey("mass-spring-damper");
        tables.remove("mass-spring-damper");
        assertThat(tables.keySet()).allMatch(name -> name.matches("mass-spring-damper-with-residual-[0-9a-f]{8}"));
        assertThat(tables.values()).allMatch(table -> table.prior().equals("mass-spring-damper-with-residual"));
        assertThat(tables.values().stream().map(StoreTable::rows)).containsExactlyInAnyOrder(4, 2, 2);
        // Two columns a weight: 3 parameters, 7 or 10 of the network, 2 states.
        assertThat(tables.values().stream()
                        .map(table -> table.table().columns().stream()
                                .filter(c -> c.name().startsWith("parameter.residual"))
                                .count()))
                .containsExactlyInAnyOrder(14L, 14L, 20L);
    }
}
