package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.twins.Twin;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command by which a person decides something about one twin: who, why, and what became of it. */
abstract class DecisionCommand implements Callable<Integer> {
    @Mixin
    TwinChoice choice = new TwinChoice();

    @Mixin
    StoreOption store = new StoreOption();

    @Mixin
    DecisionOptions decision = new DecisionOptions();

    @Mixin
    JsonOutput output = new JsonOutput();

    /**
     * Decide.
     *
     * @param told what became of it, for programs. Modified
     * @return the same in words
     */
    abstract String decide(Twin twin, ObjectNode told);

    @Override
    public final Integer call() {
        try (JdbcStore opened = store.openExisting()) {
            Twin twin = choice.open(opened);
            ObjectNode told = JsonOutput.newObject().put("twin", twin.id());
            String words = decide(twin, told);
            if (output.json) {
                JsonOutput.print(told);
            } else {
                System.out.println(words);
            }
        }
        return 0;
    }
}
