package dev.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.twins.cli.WeftCommand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Holds docs/reference/cli.md to the command line: every command has a section, and it names every option. */
class CommandReferenceTest {
    @Test
    void namesEveryCommandAndOption() throws IOException {
        String page = Project.read("docs/reference/cli.md");
        List<String> missing = new ArrayList<>();
        collect(new CommandLine(new WeftCommand()), page, missing);

        assertThat(missing).as("what docs/reference/cli.md leaves out").isEmpty();
    }

    private static void collect(CommandLine command, String page, List<String> missing) {
        String name = command.getCommandSpec().qualifiedName();
        if (command.getSubcommands().isEmpty()) {
            String section = section(page, name);
            if (section.isEmpty()) {
                missing.add("section " + name);
            }
            for (OptionSpec option : command.getCommandSpec().options()) {
                String longest = option.longestName();
                // Every command has these two; the page says so once.
                if (!longest.equals("--help") && !longest.equals("--version") && !section.contains("`" + longest)) {
                    missing.add(name + " " + longest);
                }
            }
        }
        command.getSubcommands().values().forEach(c -> collect(c, page, missing));
    }

    /** Returns the text under a command's heading up to the next heading. */
    private static String section(String page, String command) {
        int from = page.indexOf("\n## " + command + "\n");
        if (from < 0) {
            return "";
        }
        int to = page.indexOf("\n## ", from + 1);
        return page.substring(from, to < 0 ? page.length() : to);
    }
}
