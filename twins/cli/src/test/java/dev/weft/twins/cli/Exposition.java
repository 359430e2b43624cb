package dev.weft.twins.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text format of Prometheus, version 0.0.4, and holds it to its rules: names and labels as they may be, one type a
 * family and before its samples, no sample twice, cumulative buckets that end with the count.
 */
final class Exposition {
    private static final Pattern TYPE =
            Pattern.compile("# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram|summary|untyped)");
    private static final Pattern HELP = Pattern.compile("# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) .*");
    private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\]|\\\\[\"\\\\n])*\"";
    private static final Pattern SAMPLE = Pattern.compile(
            "([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(" + LABEL + "(?:," + LABEL + ")*,?)\\})? (\\S+)(?: -?[0-9]+)?");

    /** Families by name, with their type. */
    final Map<String, String> types = new LinkedHashMap<>();

    /** Samples by name and labels, as they are written. */
    final Map<String, Double> samples = new LinkedHashMap<>();

    Exposition(String text) {
        assertThat(text).endsWith("\n");
        Map<String, Double> lastBucket = new HashMap<>();
        for (String line : text.split("\n")) {
            if (line.startsWith("# TYPE")) {
                Matcher type = TYPE.matcher(line);
                assertThat(type.matches()).as(line).isTrue();
                assertThat(types.put(type.group(1), type.group(2)))
                        .as("a second " + line)
                        .isNull();
            } else if (line.startsWith("# HELP")) {
                assertThat(HELP.matcher(line).matches()).as(line).isTrue();
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                Matcher sample = SAMPLE.matcher(line);
                assertThat(sample.matches()).as(line).isTrue();
                double value = switch (sample.group(3)) {
                    case "+Inf" -> Double.POSITIVE_INFINITY;
                    case "-Inf" -> Double.NEGATIVE_INFINITY;
                    default -> Double.parseDouble(sample.group(3));
                };
                String labels = sample.group(2) == null ? "" : sample.group(2);
                String name = sample.group(1);
                assertThat(samples.put(name + "{" + labels + "}", value))
                        .as("a second " + line)
                        .isNull();
                String family = name.replaceAll("_(bucket|sum|count)$", "");
                assertThat(types).as("the type before " + line).containsKey(types.containsKey(name) ? name : family);
                checkBucket(name, family, labels, value, lastBucket);
            }
        }
        lastBucket.forEach(
                (series, buckets) -> assertThat(samples.get(series)).as(series).isEqualTo(buckets));
    }

    private static void checkBucket(
            String name, String family, String labels, double value, Map<String, Double> lastBucket) {
        if (name.endsWith("_bucket")) {
            String others = labels.replaceAll(",?le=\"[^\"]*\"", "");
            double before = lastBucket.getOrDefault(family + "_count{" + others + "}", 0.0);
            assertThat(value).as("cumulative: " + name + labels).isGreaterThanOrEqualTo(before);
            lastBucket.put(family + "_count{" + others + "}", value);
        }
    }

    /** Returns the sum of the samples of a name whose labels hold all of these. */
    double sum(String name, String... labels) {
        return samples.entrySet().stream()
                .filter(e -> e.getKey().startsWith(name + "{")
                        && List.of(labels).stream().allMatch(label -> e.getKey().contains(label)))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
