package dev.weft.sdk.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class JsonFieldsTest {
    private static final List<String> KEYS = List.of("text", "flag", "number", "list", "inner", "none");

    private static JsonFields parse(String json) {
        return JsonFields.parse("file.json", json.replace('\'', '"'), KEYS);
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatExceptionOfType(DataException.class).isThrownBy(call).withMessage(message);
    }

    @Test
    void readsEachType() {
        JsonFields json = parse("{'text': 'a', 'flag': true, 'number': 7, 'list': [1, 2.0], 'inner': {'text': 'b'}}");

        assertThat(json.text("text")).contains("a");
        assertThat(json.flag("flag", false)).isTrue();
        assertThat(json.number("number", 0)).isEqualTo(7);
        assertThat(json.whole("number", 0)).isEqualTo(7);
        assertThat(json.longWhole("number", 0)).isEqualTo(7);
        assertThat(json.wholes("list")).containsExactly(1, 2);
        assertThat(json.object("inner", KEYS).orElseThrow().text("text")).contains("b");
        assertThat(parse("{'list': ['x', 'y']}").texts("list")).containsExactly("x", "y");
        assertThat(json.choice("text", Map.of("a", 1), 2)).isEqualTo(1);
    }

    @Test
    void nullCountsAsLeftOutButCanBeToldFromIt() {
        JsonFields json = parse("{'number': null}");

        assertThat(json.has("number")).isFalse();
        assertThat(json.number("number", 3)).isEqualTo(3);
        assertThat(json.isNull("number")).isTrue();
        assertThat(json.isNull("none")).isFalse();
        assertThat(json.text("text")).isEmpty();
        assertThat(json.texts("list")).isEmpty();
        assertThat(json.object("inner", KEYS)).isEmpty();
        assertThat(json.choice("text", Map.of("a", 1), 2)).isEqualTo(2);
    }

    @Test
    void saysWhereWhatWasFoundAndWhatWasExpected() {
        JsonFields inner = parse("{'inner': {'text': 3, 'flag': 'yes', 'number': 'x', 'list': [1, 'b']}}")
                .object("inner", KEYS)
                .orElseThrow();

        refused(() -> inner.text("text"), "file.json: inner.text = 3, expected a text");
        refused(() -> inner.flag("flag", true), "file.json: inner.flag = \"yes\", expected true or false");
        refused(() -> inner.number("number", 1), "file.json: inner.number = \"x\", expected a finite number");
        refused(() -> inner.wholes("list"), "file.json: inner.list[1] = \"b\", expected a whole number");
        refused(() -> inner.texts("list"), "file.json: inner.list[0] = 1, expected a text");
        refused(() -> inner.texts("text"), "file.json: inner.text = 3, expected a list of texts");
        refused(() -> inner.object("list", KEYS), "file.json: inner.list = [1,\"b\"], expected an object");
        refused(
                () -> inner.checked("number", () -> {
                    throw new IllegalArgumentException("rate = 2, expected less");
                }),
                "file.json: inner.number: rate = 2, expected less");
        refused(
                () -> inner.choice("flag", Map.of("yess", 1), 1),
                "file.json: inner.flag: no choice 'yes'; nearest: 'yess'; known: yess");
    }

    @Test
    void numbersThatNothingCanHoldAreRefused() {
        refused(
                () -> parse("{'number': 1e999}").number("number", 0),
                "file.json: number = \"Infinity\", expected a" + " finite number");
        refused(
                () -> parse("{'number': 2147483648}").whole("number", 0),
                "file.json: number = 2147483648, expected a" + " whole number");
        refused(
                () -> parse("{'number': 0.5}").longWhole("number", 0),
                "file.json: number = 0.5, expected a whole" + " number");
    }

    @Test
    void refusesOtherKeysAndOtherTexts() {
        refused(
                () -> parse("{'nummer': 1}"),
                "file.json: no key 'nummer'; nearest: 'number'; known: text, flag, number, list, inner, none");
        refused(() -> parse("[1]"), "file.json: the text = [1], expected an object");
        refused(() -> parse(""), "file.json: the text = nothing, expected an object");
        assertThatThrownBy(() -> parse("{'flag': true,\n 'flag': true}"))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("file.json, line 2, column")
                .hasMessageContaining("Duplicate")
                .hasMessageNotContaining("Feature");
        assertThatThrownBy(() -> parse("{} {}"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is not JSON");
        String quoted = "x".repeat(500);
        assertThatThrownBy(() -> parse("{'number': '" + quoted + "'}").number("number", 0))
                .hasMessageEndingWith("…, expected a finite number");
    }
}
