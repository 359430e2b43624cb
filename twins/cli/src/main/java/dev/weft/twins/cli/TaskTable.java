package dev.weft.twins.cli;

import dev.weft.sdk.data.Column;
import dev.weft.sdk.data.Sampling;
import dev.weft.sdk.data.SeriesReader;
import dev.weft.sdk.data.Table;
import dev.weft.sdk.tasks.PublishedTask;
import dev.weft.sdk.tasks.Split;
import dev.weft.sdk.tasks.TaskFacts;
import dev.weft.sdk.tasks.TaskSignal;
import dev.weft.sdk.tasks.Trajectories;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Lay trajectories of a published task out as a table: series, time, inputs, and targets where they differ. */
final class TaskTable {
    private TaskTable() {}

    static Table of(PublishedTask task, Split split, Trajectories trajectories) {
        TaskFacts facts = task.facts();
        double[] times = facts.times();
        List<Column> columns = new ArrayList<>();
        columns.add(Column.texts(SeriesReader.SERIES, series(trajectories)).withMeaning("number of the trajectory"));
        columns.add(Column.numbers(Sampling.TIME, values(trajectories, (n, t) -> times[t]))
                .withMeaning("time from 0 to 1"));
        for (int c = 0; c < facts.inputs().size(); c++) {
            int channel = c;
            columns.add(column(facts.inputs().get(c), trajectories, (n, t) -> trajectories.input(n, t, channel)));
        }
        for (int c = 0; c < facts.targets().size() && !facts.forecastsItsInputs(); c++) {
            int channel = c;
            columns.add(column(facts.targets().get(c), trajectories, (n, t) -> trajectories.target(n, t, channel)));
        }
        return Table.of(split.id(), columns).withMetadata(Map.of("weft.task", task.id(), "weft.split", split.id()));
    }

    /** Give the value of trajectory n at step t. */
    @FunctionalInterface
    private interface Cell {
        double value(int n, int t);
    }

    private static Column column(TaskSignal signal, Trajectories trajectories, Cell cell) {
        return Column.numbers(signal.name(), values(trajectories, cell))
                .withUnit(signal.unit())
                .withMeaning(signal.meaning());
    }

    private static double[] values(Trajectories trajectories, Cell cell) {
        double[] values = new double[trajectories.count() * trajectories.steps()];
        int row = 0;
        for (int n = 0; n < trajectories.count(); n++) {
            for (int t = 0; t < trajectories.steps(); t++) {
                values[row++] = cell.value(n, t);
            }
        }
        return values;
    }

    private static List<String> series(Trajectories trajectories) {
        List<String> series = new ArrayList<>(trajectories.count() * trajectories.steps());
        for (int n = 1; n <= trajectories.count(); n++) {
            series.addAll(Collections.nCopies(trajectories.steps(), Integer.toString(n)));
        }
        return series;
    }
}
