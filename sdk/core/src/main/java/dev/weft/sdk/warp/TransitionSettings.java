package dev.weft.sdk.warp;

import dev.weft.solvers.recurrence.BlockDiagonal;
import dev.weft.solvers.recurrence.Dense;
import dev.weft.solvers.recurrence.Diagonal;
import dev.weft.solvers.recurrence.LowRankPlusDiagonal;
import dev.weft.solvers.recurrence.Transition;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Say which entries of A are free and how it stays stable.
 *
 * @param structure the structure
 * @param rank r of U and V, &gt;= 1 where the structure is of low rank, else 0
 * @param continuous whether A = exp(ΛΔt) with Δt from the data, in units of the usual interval: diagonal and 2×2 blocks
 *     only
 * @param radius the most that ρ(A) may be after every step of training, in (0, 1] or infinite for no bound; for
 *     continuous ones any finite number means that no eigenvalue of Λ has a positive real part
 * @param rotation angle in radians a step, in [0, π], below which each 2×2 block rotates when training begins, evenly
 *     drawn; 0 for the identity. Blocks that rotate unlike remember unlike: θ then holds what was seen as a Fourier
 *     series, where the identity adds differences up to x_t − x_0. Only 2×2 blocks rotate
 */
public record TransitionSettings(Structure structure, int rank, boolean continuous, double radius, double rotation) {
    /** List the structures. */
    public enum Structure {
        /** All D² entries. */
        DENSE,
        /** D entries. */
        DIAGONAL,
        /** 2D entries in 2×2 blocks: pairs of weights that may oscillate. */
        BLOCK_DIAGONAL,
        /** diag(d) + U Vᵀ, D + 2Dr numbers. */
        LOW_RANK;

        /** Return the name in files: "block-diagonal". */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Check what goes together. */
    public TransitionSettings {
        if (structure == Structure.LOW_RANK ? rank < 1 : rank != 0) {
            throw new IllegalArgumentException("rank of a " + structure.id() + " transition = " + rank + ", expected "
                    + (structure == Structure.LOW_RANK ? "at least 1" : "0: only low-rank has one"));
        }
        boolean closedForm = structure == Structure.DIAGONAL || structure == Structure.BLOCK_DIAGONAL;
        if (continuous && !closedForm) {
            throw new IllegalArgumentException("continuous transition = " + structure.id()
                    + ", expected diagonal or block-diagonal: only their exponential is a closed form");
        }
        if (!(radius > 0)) {
            throw new IllegalArgumentException("radius = " + radius + ", expected a number > 0");
        }
        if (!(rotation >= 0 && rotation <= Math.PI)) {
            throw new IllegalArgumentException("rotation = " + rotation + ", expected radians a step in 0 … π");
        }
        if (rotation > 0 && structure != Structure.BLOCK_DIAGONAL) {
            throw new IllegalArgumentException("rotation = " + rotation + " of a " + structure.id()
                    + " transition, expected block-diagonal: only its 2×2 blocks rotate");
        }
    }

    /** Return a structure without rank, in discrete time, unbounded. */
    public static TransitionSettings of(Structure structure) {
        return new TransitionSettings(structure, 0, false, Double.POSITIVE_INFINITY, 0);
    }

    /** Return diag(d) + U Vᵀ. */
    public static TransitionSettings lowRank(int rank) {
        return new TransitionSettings(Structure.LOW_RANK, rank, false, Double.POSITIVE_INFINITY, 0);
    }

    /** Change whether time enters through exp(ΛΔt). */
    public TransitionSettings withContinuous(boolean changed) {
        return new TransitionSettings(structure, rank, changed, radius, rotation);
    }

    /** Change the bound of the spectral radius. */
    public TransitionSettings withRadius(double changed) {
        return new TransitionSettings(structure, rank, continuous, changed, rotation);
    }

    /** Change the angle below which blocks rotate at first. */
    public TransitionSettings withRotation(double changed) {
        return new TransitionSettings(structure, rank, continuous, radius, changed);
    }

    /**
     * Return the transition that training begins with: A = I, Λ = 0, or rotations. V is drawn, U is 0: with both 0 no
     * gradient would ever move them.
     *
     * @param size D
     * @param random draws V and the angles, and nothing where there are none
     * @throws IllegalArgumentException if 2×2 blocks shall hold an odd number of weights
     */
    public Transition start(int size, RandomGenerator random) {
        double[] diagonal = new double[size];
        Arrays.fill(diagonal, continuous ? 0 : 1);
        return switch (structure) {
            case DENSE -> Dense.of(CommonOps_DDRM.identity(size));
            case DIAGONAL -> Diagonal.of(diagonal);
            case BLOCK_DIAGONAL -> BlockDiagonal.of(blocks(size, random));
            case LOW_RANK ->
                LowRankPlusDiagonal.of(
                        diagonal, new DMatrixRMaj(size, rank), new DMatrixRMaj(size, rank, true, right(size, random)));
        };
    }

    /**
     * Return the transition with given numbers.
     *
     * @param size D
     * @param parameters in the order of {@link Transition#parameters}. Not modified
     * @throws IllegalArgumentException if they are more or fewer than the structure has
     */
    public Transition of(int size, double[] parameters) {
        return start(size, new SplittableRandom(0)).withParameters(parameters);
    }

    private double[] right(int size, RandomGenerator random) {
        double[] right = new double[size * rank];
        for (int i = 0; i < right.length; i++) {
            right[i] = random.nextGaussian() / Math.sqrt(size);
        }
        return right;
    }

    private double[] blocks(int size, RandomGenerator random) {
        if (size % 2 != 0) {
            throw new IllegalArgumentException(
                    "weights = " + size + " in 2×2 blocks, expected an even number; change a hidden width by one");
        }
        double[] blocks = new double[2 * size];
        for (int i = 0; i < blocks.length; i += 4) {
            double angle = rotation > 0 ? rotation * random.nextDouble() : 0;
            blocks[i] = continuous ? 0 : Math.cos(angle);
            blocks[i + 2] = continuous ? angle : Math.sin(angle);
            blocks[i + 1] = 0 - blocks[i + 2];
            blocks[i + 3] = blocks[i];
        }
        return blocks;
    }
}
