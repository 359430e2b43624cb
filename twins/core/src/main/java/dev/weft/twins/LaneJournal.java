package dev.weft.twins;

import dev.weft.sdk.model.PhysicsModel;
import dev.weft.solvers.filter.FilterPlanes;
import dev.weft.solvers.filter.LaneList;
import dev.weft.solvers.fleet.LanePool;
import dev.weft.twins.ledger.Seat;
import dev.weft.twins.ledger.StepBlock;
import dev.weft.twins.ledger.StepDraft;
import dev.weft.twins.ledger.StepReadings;
import dev.weft.twins.ledger.StepSnapshots;
import dev.weft.twins.ledger.StepSnapshots.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Write down what a step does, in columns, block by block: readings and the weights after them. Now and then the twins of a
 * block are written down as they stand before the step: when its readings have become four times as long as that, so that a
 * quarter is added to the ledger, and a replay takes few steps. When the fleet is closed, blocks that took readings since then
 * are written down, too. Not thread-safe.
 */
final class LaneJournal {
    private static final int BLOCK = StepReadings.LANES;
    private static final int READINGS_A_SNAPSHOT = 4;

    /** Blocks take turns: not all of them are written down in one step. */
    private static final int TURNS = 16;

    /** Fewer twins are written down one by one: their blocks would have to be written down as they stand first. */
    static final int USUAL_LEAST = 16;

    private final int fleet;
    private final int least;
    private final Lanes lanes;
    private final LaneStep step;
    private final LanePool pool;
    private final Columns columns = new Columns();
    /** Of each block: bytes of readings that are left until it is written down, −1 if that is due at once. */
    private long[] left = {};
    /** Lanes in which the store knows who they are. */
    private BitSet known = new BitSet();
    /** Blocks that took readings since they were written down. */
    private BitSet moved = new BitSet();

    /** Where a journal was before steps that may have to be taken back. */
    record Mark(long[] left, BitSet known, BitSet moved) {}

    LaneJournal(int fleet, int least, Lanes lanes, LaneStep step, LanePool pool) {
        this.fleet = fleet;
        this.least = least;
        this.lanes = lanes;
        this.step = step;
        this.pool = pool;
    }

    /** Tell whether so many twins that moved together are written down in columns. */
    boolean takes(int moved) {
        return moved >= least;
    }

    /** Know that the store has the twin of a lane there. */
    void know(int lane) {
        known.set(lane);
    }

    Mark mark() {
        return new Mark(left.clone(), (BitSet) known.clone(), (BitSet) moved.clone());
    }

    void goBack(Mark mark) {
        left = mark.left();
        known = mark.known();
        moved = mark.moved();
    }

    /**
     * Know how far the ledger has a block.
     *
     * @param snapshots bytes of its newest ones
     * @param readings bytes of its readings since then
     */
    void resume(int block, long snapshots, long readings) {
        allow(block + 1);
        long until = READINGS_A_SNAPSHOT * snapshots;
        // Blocks that were written down together, when the fleet was closed, take turns again, but none before half its
        // time:
        // runs of few steps would write each block twice.
        left[block] = readings == 0 ? (until + turn(block, until)) / 2 : Math.max(0, until - readings);
        moved.set(block, readings > 0);
    }

    private void allow(int blocks) {
        if (blocks > left.length) {
            int before = left.length;
            left = Arrays.copyOf(left, blocks);
            Arrays.fill(left, before, blocks, -1);
        }
    }

    private static long turn(int block, long until) {
        return until * (1 + block % TURNS) / TURNS;
    }

    /**
     * Describe the blocks as they stand, if they took readings since they were written down: from there on twins are opened
     * without a replay.
     */
    Optional<StepDraft> closing(Instant at) {
        int[] due = moved.stream().toArray();
        if (due.length == 0) {
            return Optional.empty();
        }
        StepBlock[] blocks = new StepBlock[due.length];
        pool.run(due.length, (i, worker) -> blocks[i] = StepBlock.standing(due[i], snapshots(due[i])));
        List<Seat> seats =
                Arrays.stream(due).mapToObj(this::unknown).flatMap(List::stream).toList();
        return Optional.of(new StepDraft(fleet, at, List.of(blocks), seats));
    }

    /**
     * Describe a step that was run and not yet taken.
     *
     * @param chosen the lanes that it moves, in ascending order, at least one
     */
    StepDraft draft(LaneList chosen, Instant at) {
        int blocks = (lanes.size() + BLOCK - 1) / BLOCK;
        allow(blocks);
        int[] starts = starts(chosen, blocks);
        StepBlock[] parts = new StepBlock[blocks];
        pool.run(blocks, (block, worker) -> {
            if (starts[block + 1] > starts[block]) {
                parts[block] = block(block, chosen, starts[block], starts[block + 1]);
            }
        });
        List<StepBlock> present = new ArrayList<>();
        List<Seat> seats = new ArrayList<>();
        for (StepBlock part : parts) {
            if (part != null) {
                present.add(part);
                moved.set(part.block());
                seats.addAll(unknown(part.block()));
            }
        }
        seats.forEach(seat -> known.set(seat.lane()));
        return new StepDraft(fleet, at, present, seats);
    }

    /** Where the lanes of each block begin in the list. */
    private static int[] starts(LaneList chosen, int blocks) {
        int[] starts = new int[blocks + 1];
        for (int i = 0; i < chosen.size(); i++) {
            starts[chosen.lane(i) / BLOCK + 1]++;
        }
        for (int b = 0; b < blocks; b++) {
            starts[b + 1] += starts[b];
        }
        return starts;
    }

    private StepBlock block(int block, LaneList chosen, int from, int to) {
        int[] own = new int[to - from];
        Arrays.setAll(own, i -> chosen.lane(from + i));
        PhysicsModel like = lanes.like();
        byte[] readings = StepReadings.write(
                fleet,
                block,
                like.prior().inputs().size(),
                like.prior().outputs().size(),
                like.layout().size(),
                own,
                own.length,
                columns);
        Optional<byte[]> snapshots = Optional.empty();
        boolean first = left[block] < 0;
        if (left[block] < readings.length || !unknown(block).isEmpty()) {
            byte[] bytes = snapshots(block);
            long until = (long) READINGS_A_SNAPSHOT * bytes.length;
            left[block] = first ? turn(block, until) : until;
            snapshots = Optional.of(bytes);
        }
        left[block] = Math.max(0, left[block] - readings.length);
        return new StepBlock(block, own.length, snapshots, readings);
    }

    /** The seats of twins of a block that the store does not know. */
    private List<Seat> unknown(int block) {
        List<Seat> seats = new ArrayList<>();
        for (int lane = known.nextClearBit(block * BLOCK); lane < end(block); lane = known.nextClearBit(lane + 1)) {
            if (lanes.isTaken(lane)) {
                seats.add(new Seat(lanes.twin(lane).id(), fleet, lane));
            }
        }
        return seats;
    }

    private int end(int block) {
        return Math.min(lanes.size(), (block + 1) * BLOCK);
    }

    private byte[] snapshots(int block) {
        List<Standing> twins = new ArrayList<>();
        for (int lane = block * BLOCK; lane < end(block); lane++) {
            if (lanes.isTaken(lane)) {
                twins.add(new Standing(
                        lane % BLOCK,
                        lanes.twin(lane).id(),
                        lanes.version(lane),
                        lanes.policyHash(lane),
                        lanes.snapshot(lane)));
            }
        }
        return StepSnapshots.write(fleet, block, twins);
    }

    /** Reads the numbers of a step from the planes. */
    private final class Columns implements StepReadings.Source {
        @Override
        public long version(int lane) {
            return lanes.version(lane) + 1;
        }

        @Override
        public double time(int lane) {
            return step.time(lane);
        }

        @Override
        public double value(int column, int lane) {
            int k = step.inputs().length;
            int q = step.outputs().length;
            if (column < k) {
                return step.inputs()[column][lane];
            }
            if (column < k + q) {
                return step.outputs()[column - k][lane];
            }
            FilterPlanes after = lanes.proposal();
            return column == k + q ? after.surprises()[lane] : after.means()[column - k - q - 1][lane];
        }
    }
}
