package dev.weft.twins.cli;

import dev.weft.sdk.data.DataException;
import dev.weft.twins.guard.Policy;
import dev.weft.twins.guard.PolicyJson;
import dev.weft.twins.store.Request;
import dev.weft.twins.store.StoreException;
import dev.weft.twins.store.jdbc.JdbcStore;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Print a twin's policy, or give it another. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        header = "Print a twin's policy, or give it another.",
        description =
                "Print the policy of a twin as JSON, or, without a twin, the standard one to start from; with --set give the twin "
                        + "another one, from a file. Which policy held is part of every entry of the ledger.",
        footer = {
            "",
            "Example: weft twin policy tank-03 --store plant --set careful.json \\",
            "             --by ada --reason \"the season begins\""
        })
final class TwinPolicyCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "TWIN",
            description = "Id of the twin, see weft twin ls; without it the standard policy is printed.")
    @Nullable
    String id;

    @ArgGroup
    @Nullable
    StoreOption store;

    @Option(names = "--set", paramLabel = "FILE", description = "Give the twin the policy in this JSON file.")
    @Nullable
    Path set;

    @ArgGroup(exclusive = false)
    @Nullable
    DecisionOptions decision;

    @Mixin
    JsonOutput output = new JsonOutput();

    @Override
    public Integer call() {
        if (id == null) {
            if (set != null || store != null) {
                throw new DataException(
                        "--store and --set need a twin, for example weft twin policy tank-03 --store plant");
            }
            print(Policy.standard());
            return 0;
        }
        if (store == null) {
            throw new DataException("twin " + id + " needs --store, the folder or URL of its store");
        }
        if (set == null) {
            try (JdbcStore opened = store.openToRead()) {
                print(TwinChoice.open(opened, id).policy());
            }
            return 0;
        }
        if (decision == null) {
            throw new DataException("--set needs --reason TEXT, which is written into the ledger");
        }
        Policy policy = PolicyFile.read(set);
        long version = govern(id, store, policy, decision);
        if (output.json) {
            JsonOutput.print(JsonOutput.newObject()
                    .put("twin", id)
                    .put("policy", policy.toString())
                    .put("version", version));
        } else {
            System.out.println(id + " is under policy " + policy + "; recorded as version " + version);
        }
        return 0;
    }

    private static long govern(String id, StoreOption store, Policy policy, DecisionOptions decision) {
        try (JdbcStore opened = store.openExisting()) {
            return TwinChoice.open(opened, id).govern(policy, decision.person(), decision.reason);
        } catch (StoreException e) {
            if (!e.isInUse()) {
                throw e;
            }
            try (JdbcStore beside = store.openToAsk()) {
                TwinChoice.open(beside, id);
                return decision.ask(beside, Request.Kind.GOVERN, PolicyJson.write(policy), id, e);
            }
        }
    }

    /** A policy is JSON anyway: for programs on one line. */
    private void print(Policy policy) {
        System.out.println(output.json ? PolicyJson.write(policy) : PolicyJson.writePretty(policy));
    }
}
