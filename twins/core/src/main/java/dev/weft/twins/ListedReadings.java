package dev.weft.twins;

import java.util.List;

/**
 * Pair twins with their readings, one each.
 *
 * @param twins of one set of lanes
 * @param readings of each twin
 */
record ListedReadings(List<Twin> twins, List<Reading> readings) implements RoundInput {
    @Override
    public int size() {
        return twins.size();
    }

    @Override
    public Twin twin(int i) {
        return twins.get(i);
    }

    @Override
    public int lane(int i) {
        return twins.get(i).lane();
    }

    @Override
    public Reading reading(int i) {
        return readings.get(i);
    }

    @Override
    public boolean isThere(int i) {
        return true;
    }

    @Override
    public boolean isPlain(int i) {
        return readings.get(i).isPlain();
    }

    @Override
    public void addTo(LaneStep step, int i) {
        Reading reading = readings.get(i);
        step.add(twins.get(i).lane(), reading.time(), reading.inputs(), reading.outputs());
    }
}
