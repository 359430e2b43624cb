package dev.weft.twins.fault;

import dev.weft.twins.quality.UnitAlternatives.Alternative;

/**
 * Let values come in another unit of the same quantity: (v − offset) / factor at each reading of the stretch.
 *
 * @param signal the inputs from 0, then the outputs
 * @param unit the other unit
 */
public record WrongUnit(int signal, Alternative unit) implements SensorFault {
    @Override
    public String name() {
        return "wrong unit: " + unit.unit();
    }

    @Override
    public double shown(double clean, int i, int length, double before) {
        return (clean - unit.offset()) / unit.factor();
    }
}
