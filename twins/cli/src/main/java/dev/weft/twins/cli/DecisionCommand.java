package dev.weft.twins.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.twins.Twin;
import dev.weft.twins.store.Request;
import dev.weft.twins.store.StoreException;
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

    /** What to ask another process for, where one writes to the store. */
    abstract Request.Kind kind();

    /** What belongs to it: a version, an id, or nothing. */
    String argument() {
        return "";
    }

    /** Decide, and return the version that records it. */
    abstract long decide(Twin twin);

    /**
     * Say what became of it.
     *
     * @param twin as it is now. Not modified
     * @param version that records it
     * @param told the same for programs. Modified
     */
    abstract String tell(Twin twin, long version, ObjectNode told);

    @Override
    public final Integer call() {
        try (JdbcStore opened = store.openExisting()) {
            Twin twin = choice.open(opened);
            print(twin, decide(twin));
        } catch (StoreException e) {
            if (!e.isInUse()) {
                throw e;
            }
            ask(e);
        }
        return 0;
    }

    private void ask(StoreException inUse) {
        try (JdbcStore beside = store.openToAsk()) {
            String id = choice.open(beside).id();
            long version = decision.ask(beside, kind(), argument(), id, inUse);
            print(choice.open(beside), version);
        }
    }

    private void print(Twin twin, long version) {
        ObjectNode told = JsonOutput.newObject().put("twin", twin.id());
        String words = tell(twin, version, told);
        if (output.json) {
            JsonOutput.print(told);
        } else {
            System.out.println(words);
        }
    }
}
