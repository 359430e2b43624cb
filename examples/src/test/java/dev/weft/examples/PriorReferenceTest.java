package dev.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.priors.Input;
import dev.weft.priors.Output;
import dev.weft.priors.Parameter;
import dev.weft.priors.PhysicsPrior;
import dev.weft.priors.PriorCatalogue;
import dev.weft.priors.State;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds docs/reference/priors.md to the catalogue: a row for each prior, under its domain, and no other. */
class PriorReferenceTest {
    private static final String PAGE = "docs/reference/priors.md";

    /** Weft's own: the examples bring one more. */
    static List<PhysicsPrior> priors() {
        return PriorCatalogue.load().all().stream()
                .filter(p -> p.getClass().getPackageName().startsWith("dev.weft.priors."))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("priors")
    void hasTheRowOfEveryPriorUnderItsDomain(PhysicsPrior prior) throws IOException {
        String heading = "\n## " + prior.domain().substring(0, 1).toUpperCase(Locale.ROOT)
                + prior.domain().substring(1) + "\n";
        String page = Project.read(PAGE);
        assertThat(page).contains(heading);
        int from = page.indexOf(heading);
        int to = page.indexOf("\n## ", from + 1);

        assertThat(page.substring(from, to < 0 ? page.length() : to))
                .as("the table of " + prior.domain() + " in " + PAGE)
                .contains("\n" + row(prior) + "\n");
    }

    @Test
    void hasNoOtherRow() throws IOException {
        long rows = Arrays.stream(Project.read(PAGE).split("\n"))
                .filter(line -> line.startsWith("| `"))
                .count();

        assertThat(rows).isEqualTo(priors().size());
    }

    private static String row(PhysicsPrior prior) {
        return "| `" + prior.name() + "` | " + prior.summary()
                + " | " + names(prior.states(), State::name)
                + " | " + names(prior.parameters(), Parameter::name)
                + " | " + names(prior.inputs(), Input::name)
                + " | " + names(prior.outputs(), Output::name)
                + " | " + prior.source() + " |";
    }

    private static <T> String names(List<T> all, Function<T, String> name) {
        return all.isEmpty()
                ? "–"
                : all.stream().map(name).map(n -> "`" + n + "`").collect(Collectors.joining(", "));
    }
}
