package dev.weft.twins.store;

import dev.weft.sdk.data.Sha256;
import dev.weft.sdk.model.ModelFile;
import dev.weft.twins.guard.PolicyJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hold what a twin was created from as a store keeps it, byte by byte.
 *
 * <p>The first entry of a twin names the prior and the SHA-256 of both in its cause, so the ledger's chain covers them: a model
 * or a policy that is exchanged afterwards no longer agrees with it. Immutable.
 */
public final class TwinOrigin {
    private static final Pattern CAUSE = Pattern.compile(
            "created from (.*?), model sha256 ([0-9a-f]{64}), policy sha256 ([0-9a-f]{64})(; .*)?", Pattern.DOTALL);

    private final String prior;
    private final byte[] model;
    private final String policy;

    /**
     * Take up what a store keeps.
     *
     * @param prior name of the prior
     * @param model model file. Kept, not copied
     * @param policy policy as JSON
     */
    public TwinOrigin(String prior, byte[] model, String policy) {
        this.prior = prior;
        this.model = model;
        this.policy = policy;
    }

    /** Return what a store has to keep of a twin. */
    public static TwinOrigin of(TwinRecord twin) {
        ByteArrayOutputStream model = new ByteArrayOutputStream();
        try {
            ModelFile.write(twin.model(), model);
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array refused to grow", e);
        }
        return new TwinOrigin(twin.model().prior().name(), model.toByteArray(), PolicyJson.write(twin.policy()));
    }

    /** Return the name of the prior. */
    public String prior() {
        return prior;
    }

    /** Return a copy of the model file. */
    public byte[] model() {
        return model.clone();
    }

    /** Return the policy as JSON. */
    public String policy() {
        return policy;
    }

    /** Return the cause of a first entry that vouches for all of this. */
    public String cause() {
        return "created from " + prior + ", model sha256 " + Sha256.of(model) + ", policy sha256 " + Sha256.of(policy);
    }

    /** Return a first entry's cause without the hashes, for people. */
    public static String shortened(String cause) {
        Matcher parts = CAUSE.matcher(cause);
        return parts.matches()
                ? "created from " + parts.group(1) + Objects.requireNonNullElse(parts.group(4), "")
                : cause;
    }

    /**
     * Compare with a first entry's cause.
     *
     * @return what differs ({@code prior}, {@code model}, {@code policy}), nothing if all agree; empty if the cause vouches
     *     for none of them, as those of early versions do
     */
    public Optional<List<String>> differences(String cause) {
        Matcher said = CAUSE.matcher(cause);
        Matcher found = CAUSE.matcher(cause());
        if (!said.matches() || !found.matches()) {
            return Optional.empty();
        }
        List<String> names = List.of("prior", "model", "policy");
        List<String> different = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (!said.group(i + 1).equals(found.group(i + 1))) {
                different.add(names.get(i));
            }
        }
        return Optional.of(different);
    }
}
