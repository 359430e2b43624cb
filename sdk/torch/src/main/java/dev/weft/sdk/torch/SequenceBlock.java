package dev.weft.sdk.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.RecurrentBlock;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;

/**
 * Predict a sequence step by step: ŷ_{t+1} = y_t + d ⊙ (W h_t + b) with h_t of a recurrent cell that sees y_t and u_t; behind
 * the rows that are known the cell sees what was predicted instead. d is how much an output usually changes from row to
 * row: of closely sampled machines that is little, and steps of an optimiser that fit numbers of order one would shake a
 * head without it more than there is to predict. W and b begin at zero: before it has learned anything, it says that all
 * stays as it is.
 *
 * <p>Inputs: y [T×N×Q], of which only known rows are read, and u [T×N×K]. Output: ŷ_1 … ŷ_{T−1} [(T − 1)×N×Q].
 */
final class SequenceBlock extends AbstractBlock {
    private final RecurrentBlock cell;
    private final Block head;
    private final float[] changes;
    private int known;

    /**
     * Put a cell and a head together.
     *
     * @param changes d, of each output [Q]
     * @param known how many rows are known
     */
    SequenceBlock(RecurrentBlock cell, float[] changes, int known) {
        this.cell = addChildBlock("cell", cell);
        this.changes = changes;
        this.head =
                addChildBlock("head", Linear.builder().setUnits(changes.length).build());
        this.head.setInitializer(Initializer.ZEROS, Parameter.Type.WEIGHT);
        this.known = known;
    }

    /** Set how many rows are known from now on. */
    void know(int rows) {
        known = rows;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList sequence, boolean training, PairList<String, Object> parameters) {
        NDArray outputs = sequence.get(0);
        NDArray inputs = sequence.get(1);
        long steps = outputs.getShape().get(0);
        int context = (int) Math.min(known, steps - 1);
        NDArray told = outputs.get(":" + context);
        NDArray usual = outputs.getManager().create(changes);
        NDList state = cell.forward(store, new NDList(NDArrays.concat(seen(told, inputs, 0, context), 2)), training);
        NDArray first = told.add(change(store, state, usual, training));
        NDList predictions = new NDList(first);
        NDArray last = first.get(context - 1 + ":");
        for (long t = context; t < steps - 1; t++) {
            NDList next = seen(last, inputs, t, t + 1);
            NDList with = new NDList(NDArrays.concat(next, 2));
            with.addAll(state.subNDList(1));
            state = cell.forward(store, with, training);
            last = last.add(change(store, state, usual, training));
            predictions.add(last);
        }
        // DJL joins a single array by a copy that has no gradient.
        return predictions.size() == 1 ? predictions : new NDList(NDArrays.concat(predictions, 0));
    }

    private NDArray change(ParameterStore store, NDList state, NDArray usual, boolean training) {
        return head.forward(store, new NDList(state.get(0)), training)
                .singletonOrThrow()
                .mul(usual);
    }

    private static NDList seen(NDArray outputs, NDArray inputs, long from, long to) {
        return inputs.getShape().get(2) == 0 ? new NDList(outputs) : new NDList(outputs, inputs.get(from + ":" + to));
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
        long width = shapes[0].get(2) + shapes[1].get(2);
        cell.initialize(manager, type, new Shape(known, shapes[0].get(1), width));
        head.initialize(
                manager, type, cell.getOutputShapes(new Shape[] {new Shape(known, shapes[0].get(1), width)})[0]);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] shapes) {
        return new Shape[] {new Shape(shapes[0].get(0) - 1, shapes[0].get(1), shapes[0].get(2))};
    }
}
