package dev.weft.twins.guard;

import dev.weft.twins.quality.SignalRule;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Set what a twin may do by itself: which readings it takes, how far they may move its weights, which weights answer for its
 * forecasts, and what happens when something is wrong.
 *
 * <p>A policy is data: {@link PolicyJson} writes and reads it. Name and version tell people which one it is; ledger entries
 * name the SHA-256 of its text, which tells it from any other. Immutable.
 *
 * @param name a name, 1 to 100 characters
 * @param version number of this version, &gt;= 1
 * @param mode which weights serve
 * @param canary share of the twins that adapt and serve under {@link Mode#CANARY}, 0 … 1
 * @param learning what weights may learn from, and how far
 * @param freeze when parameters stop learning for a while
 * @param alarm when a person has to look
 * @param signals rules of signals by name; the others have those that their prior tells
 */
public record Policy(
        String name,
        int version,
        Mode mode,
        double canary,
        LearningLimits learning,
        Freeze freeze,
        Alarm alarm,
        Map<String, SignalRule> signals) {
    private static final int MOST_CHARACTERS = 100;

    /**
     * Check name, version and share.
     *
     * @throws IllegalArgumentException if one is outside of what its parameter says
     */
    public Policy {
        if (name.isBlank() || name.length() > MOST_CHARACTERS || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "name '" + name.strip() + "', expected 1 to 100 characters without control characters");
        }
        if (version < 1) {
            throw new IllegalArgumentException("version = " + version + ", expected 1 or more");
        }
        if (!(canary >= 0) || !(canary <= 1)) {
            throw new IllegalArgumentException("canary = " + canary + ", expected a share of the twins, 0 … 1");
        }
        signals = Collections.unmodifiableMap(new TreeMap<>(signals));
    }

    /** Return the policy for machines of which nothing special is known: it adapts and serves within limits. */
    public static Policy standard() {
        return new Policy(
                "standard",
                1,
                Mode.AUTO,
                0.1,
                LearningLimits.standard(),
                Freeze.standard(),
                Alarm.standard(),
                Map.of());
    }

    /** Return this policy under another name and version. */
    public Policy named(String otherName, int otherVersion) {
        return new Policy(otherName, otherVersion, mode, canary, learning, freeze, alarm, signals);
    }

    /** Return this policy in another mode. */
    public Policy withMode(Mode other) {
        return new Policy(name, version, other, canary, learning, freeze, alarm, signals);
    }

    /** Return this policy with another share of twins that serve what they learn under {@link Mode#CANARY}. */
    public Policy withCanary(double share) {
        return new Policy(name, version, mode, share, learning, freeze, alarm, signals);
    }

    /** Return this policy with other limits of learning. */
    public Policy withLearning(LearningLimits other) {
        return new Policy(name, version, mode, canary, other, freeze, alarm, signals);
    }

    /** Return this policy with other reasons to stop learning for a while. */
    public Policy withFreeze(Freeze other) {
        return new Policy(name, version, mode, canary, learning, other, alarm, signals);
    }

    /** Return this policy with another alarm. */
    public Policy withAlarm(Alarm other) {
        return new Policy(name, version, mode, canary, learning, freeze, other, signals);
    }

    /** Return this policy with a rule for a signal, which begins from {@link SignalRule#USUAL} where the prior's range shall hold. */
    public Policy withSignal(String signal, SignalRule rule) {
        Map<String, SignalRule> more = new TreeMap<>(signals);
        more.put(signal, rule);
        return new Policy(name, version, mode, canary, learning, freeze, alarm, more);
    }

    /**
     * Tell whether a twin's forecasts come from the weights that adapt. Which twins are canaries follows from their ids
     * alone: the same ones each time.
     */
    public boolean servesAdapting(String twin) {
        return switch (mode) {
            case AUTO -> true;
            case SHADOW, APPROVE -> false;
            case CANARY -> spread(twin) < canary;
        };
    }

    /** A number in [0, 1) that ids alike do not share: FNV-1a, then the finaliser of MurmurHash3. */
    private static double spread(String twin) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : twin.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return (hash >>> 11) * 0x1p-53;
    }

    /** Return name and version, as people call the policy. */
    @Override
    public String toString() {
        return name + " v" + version;
    }
}
