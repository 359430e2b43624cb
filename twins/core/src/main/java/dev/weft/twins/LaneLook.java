package dev.weft.twins;

import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.filter.FilterPlanes;
import dev.weft.solvers.kernel.Kernel;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Look at what a step proposes for many lanes at once, by kernels. Not thread-safe but for lanes of each worker's own. */
final class LaneLook {
    private static final double[] NOTHING = {};

    private final Kernel sound;
    private final Optional<Kernel> invariant;
    private final double[] soundness;
    private final double[] invariants;
    private final double[][] soundScratch;
    private final double[][] invariantScratch;

    LaneLook(PhysicsModel like, int room, int workers) {
        this.sound = LaneSoundness.of(like.layout().size());
        this.invariant = LaneInvariants.of(like);
        this.soundness = new double[room];
        this.invariants = new double[room];
        this.soundScratch = new double[workers][];
        this.invariantScratch = new double[workers][];
        Arrays.setAll(soundScratch, w -> sound.newScratch());
        Arrays.setAll(invariantScratch, w -> invariant.map(Kernel::newScratch).orElse(NOTHING));
    }

    /** Look at the covariances of the lanes from ≤ i &lt; to. */
    void soundness(FilterPlanes proposed, int from, int to, int worker) {
        sound.evaluate(
                together(proposed.means(), proposed.covariances()),
                NOTHING,
                new double[][] {soundness},
                from,
                to,
                soundScratch[worker]);
    }

    /** Look at the invariants of the lanes from ≤ i &lt; to, with their new inputs [K×L]. */
    void invariants(FilterPlanes proposed, double[][] inputs, int from, int to, int worker) {
        invariant.ifPresent(kernel -> kernel.evaluate(
                together(proposed.means(), inputs),
                NOTHING,
                new double[][] {invariants},
                from,
                to,
                invariantScratch[worker]));
    }

    private static double[][] together(double[][] first, double[][] second) {
        return Stream.of(first, second).flatMap(Stream::of).toArray(double[][]::new);
    }

    /** Return the smallest pivots of the covariances [L], live: more than 0 where all is sound. */
    double[] soundness() {
        return soundness;
    }

    /** Return the least invariants [L], live; 0 if the prior has none. */
    double[] invariants() {
        return invariants;
    }
}
