package dev.weft.twins.cli;

import dev.weft.sdk.calibration.Loss;
import dev.weft.sdk.forecast.Adaptation;
import dev.weft.sdk.hybrid.ResidualSettings.Method;
import dev.weft.solvers.estimation.InputsBetween;
import dev.weft.twins.drill.FaultKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Read the values of options; what does not fit is refused in a user's words, not in Java's. */
final class Converters {
    private Converters() {}

    static void register(CommandLine commandLine) {
        ITypeConverter<Integer> ints = text -> number(text, "a whole number", Integer::valueOf);
        ITypeConverter<Long> longs = text -> number(text, "a whole number", Long::valueOf);
        ITypeConverter<Double> doubles = text -> number(text, "a number", Double::valueOf);
        commandLine
                .registerConverter(Integer.class, ints)
                .registerConverter(int.class, ints)
                .registerConverter(Long.class, longs)
                .registerConverter(long.class, longs)
                .registerConverter(Double.class, doubles)
                .registerConverter(double.class, doubles)
                .registerConverter(Adaptation.class, text -> word(text, Adaptation.values()))
                .registerConverter(Method.class, text -> word(text, Method.values()))
                .registerConverter(Loss.class, text -> word(text, Loss.values()))
                .registerConverter(FaultKind.class, text -> word(text, FaultKind.values()))
                .registerConverter(InputsBetween.class, text -> word(text, InputsBetween.values()))
                .registerConverter(FolderOptions.Format.class, text -> word(text, FolderOptions.Format.values()));
    }

    private static <T> T number(String text, String expected, Function<String, T> parser) {
        try {
            return parser.apply(text.strip());
        } catch (NumberFormatException e) {
            throw new TypeConversionException("expected " + expected + " but was '" + text + "'");
        }
    }

    private static <E extends Enum<E>> E word(String text, E[] values) {
        List<String> known = Arrays.stream(values).map(Converters::word).toList();
        int index = known.indexOf(text.strip().toLowerCase(Locale.ROOT));
        if (index < 0) {
            throw new TypeConversionException(
                    "expected one of " + String.join(", ", known) + " but was '" + text + "'");
        }
        return values[index];
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
