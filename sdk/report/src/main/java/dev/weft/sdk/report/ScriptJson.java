package dev.weft.sdk.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes JSON that is safe inside a script element, whatever the names in it, and what several plots have in it. */
final class ScriptJson {
    private static final JsonFactory FACTORY =
            new JsonFactoryBuilder().characterEscapes(new ScriptEscapes()).build();

    /** Writes one value. */
    interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    private ScriptJson() {}

    /** Returns JSON without the character {@code <}. */
    static String write(Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            content.write(json);
        } catch (IOException e) {
            throw new IllegalStateException("a StringWriter refused text", e);
        }
        return text.toString();
    }

    static void events(JsonGenerator json, List<PlotEvent> events) throws IOException {
        json.writeArrayFieldStart("events");
        for (PlotEvent event : events) {
            json.writeStartObject();
            json.writeNumberField("x", event.time());
            json.writeStringField("label", event.label());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void palette(JsonGenerator json, Palette palette) throws IOException {
        json.writeFieldName("light");
        json.writeArray(palette.stopsOnLight(), 0, palette.stopsOnLight().length);
        json.writeFieldName("dark");
        json.writeArray(palette.stopsOnDark(), 0, palette.stopsOnDark().length);
    }

    /** Escapes what could end a script element or a line of JavaScript, beyond what JSON itself asks for. */
    private static final class ScriptEscapes extends CharacterEscapes {
        private static final long serialVersionUID = 1L;

        private final int[] ascii = standardAsciiEscapesForJSON();

        ScriptEscapes() {
            for (char c : new char[] {'<', '>', '&', '\''}) {
                ascii[c] = ESCAPE_STANDARD;
            }
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ascii.clone();
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int c) {
            return c == 0x2028 || c == 0x2029 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                    ? new SerializedString(String.format("\\u%04x", c))
                    : null;
        }
    }
}
