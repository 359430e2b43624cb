package dev.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the documentation to what it says of files: code that is in the project, links that lead somewhere. */
class DocumentationTest {
    private static final String SOURCES = "examples/src/main/java/dev/weft/examples/";
    private static final Pattern JAVA_BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TEXT_BLOCK = Pattern.compile("```text\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern MARKED =
            Pattern.compile("// (?:\\w+) begins?\\n(.*?\\n *)// (?:\\w+) ends?\\n", Pattern.DOTALL);
    private static final Pattern CODE_BLOCK = Pattern.compile("```.*?```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\[[^\\]\\[]*(?:\\[[^\\]]*\\][^\\]\\[]*)*\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");

    @Test
    void theReadmeShowsCodeThatCompiles() throws IOException {
        String source = Project.read(SOURCES + "LiveTwin.java");
        String marked = source.substring(
                source.indexOf("// README begins\n") + "// README begins\n".length(), source.indexOf("// README ends"));

        assertThat(javaBlock("README.md"))
                .as("the Java block of README.md, which has to be LiveTwin.java between its two markers")
                .isEqualTo(marked.stripIndent());
    }

    @Test
    void theGuideToPriorsShowsCodeThatCompiles() throws IOException {
        assertThat(javaBlock("docs/how-to/write-a-prior.md"))
                .as("the Java block of write-a-prior.md, which has to be HeatedTank.java")
                .isEqualTo(Project.read(SOURCES + "thermal/HeatedTank.java"));
    }

    @Test
    void howWeftComputesShowsCodeAndOutputOfItsExample() throws IOException {
        Printed printed = new Printed();
        FromEquationsToKernel.run(printed.stream());

        showsOnly("docs/explanation/how-weft-computes.md", "FromEquationsToKernel.java", printed);
    }

    @Test
    void theGuideToEquationsShowsCodeAndOutputOfItsExample() throws IOException {
        Printed printed = new Printed();
        SolveYourOwnEquations.run(printed.stream());

        showsOnly("docs/how-to/solve-your-own-equations.md", "SolveYourOwnEquations.java", printed);
    }

    @Test
    void theGuideToFleetsShowsCodeAndOutputOfItsExample() throws IOException {
        Printed printed = new Printed();
        FollowAFleet.run(printed.stream());

        showsOnly("docs/how-to/follow-a-fleet.md", "FollowAFleet.java", printed);
    }

    @Test
    void theGuideToLiveFleetsShowsCodeAndOutputOfItsExample() throws IOException {
        Printed printed = new Printed();
        RunAFleet.run(printed.stream());

        showsOnly("docs/how-to/run-a-fleet.md", "RunAFleet.java", printed);
    }

    @Test
    void theGuideToProposalsShowsCodeAndOutputOfItsExample() throws IOException {
        Printed printed = new Printed();
        LookBeforeWeightsMove.run(printed.stream());

        showsOnly("docs/how-to/look-before-weights-move.md", "LookBeforeWeightsMove.java", printed);
    }

    @Test
    void theGuideToGainsShowsCodeAndOutputOfItsExample() throws IOException {
        Printed printed = new Printed();
        LearnAGain.run(printed.stream());

        showsOnly("docs/how-to/learn-a-gain.md", "LearnAGain.java", printed);
    }

    @Test
    void theGuideToWeightSpaceModelsShowsCodeAndOutputOfItsExample() throws IOException, InterruptedException {
        Printed printed = new Printed();
        TrainAWeightSpaceModel.run(printed.stream());

        showsOnly("docs/how-to/train-a-weight-space-model.md", "TrainAWeightSpaceModel.java", printed);
    }

    /** Every Java block has to stand between two markers of the source, every text block has to be printed. */
    private static void showsOnly(String page, String source, Printed printed) throws IOException {
        List<String> parts = MARKED.matcher(Project.read(SOURCES + source))
                .results()
                .map(part -> part.group(1).stripIndent())
                .toList();
        List<String> code = blocks(JAVA_BLOCK, page);
        assertThat(code).as("Java blocks of " + page).isNotEmpty().isSubsetOf(parts);
        List<String> output = blocks(TEXT_BLOCK, page);
        assertThat(output).as("text blocks of " + page).isNotEmpty();
        String lines = printed.toString().replace(System.lineSeparator(), "\n");
        assertThat(output)
                .as("text blocks of " + page)
                .allSatisfy(block -> assertThat(lines).contains(block));
    }

    private static List<String> blocks(Pattern pattern, String page) throws IOException {
        return pattern.matcher(Project.read(page))
                .results()
                .map(b -> b.group(1))
                .toList();
    }

    private static String javaBlock(String page) throws IOException {
        Matcher block = JAVA_BLOCK.matcher(Project.read(page));
        assertThat(block.find()).as("a Java block in " + page).isTrue();
        return block.group(1);
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Path page : Project.pages()) {
            String text = CODE_BLOCK.matcher(Files.readString(page)).replaceAll("");
            Matcher link = LINK.matcher(text);
            while (link.find()) {
                if (!leadsSomewhere(page, link.group(1))) {
                    dead.add(Project.ROOT.relativize(page) + ": " + link.group(1));
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    private static boolean leadsSomewhere(Path page, String link) throws IOException {
        if (link.matches("[a-z]+:.*")) {
            return true; // Other sites are not asked: a test does not need a network.
        }
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return parts.length == 1 || headings(target).contains(parts[1]);
    }

    /** Returns the anchors of a page's headings as forges make them. */
    private static List<String> headings(Path page) throws IOException {
        return HEADING.matcher(CODE_BLOCK.matcher(Files.readString(page)).replaceAll(""))
                .results()
                .map(h -> h.group(1)
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toList());
    }
}
