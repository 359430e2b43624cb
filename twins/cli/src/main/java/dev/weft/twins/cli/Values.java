package dev.weft.twins.cli;

import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.Units;
import dev.weft.sdk.data.DataException;
import dev.weft.sdk.data.Nearest;
import java.util.List;
import java.util.Map;

/** Check the values that a person sets by name. */
final class Values {
    private Values() {}

    /**
     * Check that each name is a parameter and each value within its bounds.
     *
     * @throws DataException if one is not
     */
    static void requireParameters(PhysicsPrior prior, Map<String, Double> values) {
        values.forEach((name, value) -> requireAdmitted(parameter(prior, name), value));
    }

    /**
     * Check that each name is a parameter.
     *
     * @throws DataException if one is not
     */
    static void requireNames(PhysicsPrior prior, List<String> names) {
        names.forEach(name -> parameter(prior, name));
    }

    private static Parameter parameter(PhysicsPrior prior, String name) {
        List<String> names = prior.parameters().stream().map(Parameter::name).toList();
        return prior.parameters().stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Nearest.unknown("prior " + prior.name(), "parameter", name, names));
    }

    /**
     * Check that a value lies within a parameter's bounds.
     *
     * @throws DataException if it does not
     */
    static void requireAdmitted(Parameter parameter, double value) {
        if (!parameter.admits(value)) {
            throw new DataException("parameter " + parameter.name() + " = " + value + ", expected "
                    + TextTable.number(parameter.lower()) + " … " + TextTable.number(parameter.upper()) + " "
                    + Units.text(parameter.unit()));
        }
    }
}
