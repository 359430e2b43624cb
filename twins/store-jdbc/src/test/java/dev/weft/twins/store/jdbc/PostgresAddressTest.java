package dev.weft.twins.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.twins.store.StoreException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Needs no server. */
class PostgresAddressTest {
    private static PostgresAddress of(String url) {
        return PostgresAddress.of(url, Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/plant?user=ada&password=hidden, jdbc:postgresql://db/plant?user=ada",
        "jdbc:postgresql://db/plant?password=hidden&user=ada, jdbc:postgresql://db/plant?user=ada",
        "jdbc:postgresql://db/plant?password=hidden, jdbc:postgresql://db/plant",
        "jdbc:postgresql://[::1]:5433/plant?user=ada&sslpassword=hidden&sslmode=verify-full,"
                + "jdbc:postgresql://[::1]:5433/plant?user=ada&sslmode=verify-full",
        "'jdbc:postgresql://a:1,b:2/plant', 'jdbc:postgresql://a:1,b:2/plant'"
    })
    void showsNoPassword(String url, String shown) {
        PostgresAddress address = of(url);

        assertThat(address.url()).isEqualTo(shown);
        assertThat(address).hasToString(shown);
        assertThat(address.properties().values().contains("hidden")).isEqualTo(url.contains("hidden"));
    }

    @Test
    void readsWhatTheUrlEncodes() {
        PostgresAddress address = of("jdbc:postgresql://db/plant?user=a%26b&password=p%25%2Bq%3D");

        assertThat(address.user()).isEqualTo("a&b");
        assertThat(address.properties()).containsEntry("password", "p%+q=");
    }

    @Test
    void hasASchemaOfItsOwn() {
        assertThat(of("jdbc:postgresql://db/plant").schema()).isEqualTo("weft");
        assertThat(of("jdbc:postgresql://db/plant?currentSchema=north_2").schema())
                .isEqualTo("north_2");
        assertThat(of("jdbc:postgresql://db/plant").user()).isEqualTo(System.getProperty("user.name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "A", "1a", "a;drop schema weft", "a\"b", "", "a b"})
    void refusesASchemaThatWouldNeedQuotes(String schema) {
        String encoded = URLEncoder.encode(schema, StandardCharsets.UTF_8);
        assertThatThrownBy(() -> of("jdbc:postgresql://db/plant?currentSchema=" + encoded))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("currentSchema = " + schema);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://ada:hidden@db/plant",
                "postgresql://ada:hidden@db/plant",
                "jdbc:postgresql://db:hidden/plant",
                "jdbc:postgresql://db?password=hidden",
                "jdbc:postgresql://db/?password=hidden",
                "jdbc:postgresql:plant?password=hidden",
                "jdbc:postgresql:///plant?password=hidden",
                "jdbc:mysql://db/plant?password=hidden",
                "jdbc:postgresql://db/plant?password=hidden\n&user=ada"
            })
    void refusesWhatIsNoSuchUrlWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> of(url))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("expected jdbc:postgresql://HOST:PORT/DATABASE?user=NAME")
                .message()
                .doesNotContain("hidden");
    }

    @Test
    void refusesAParameterThatTheDriverWouldPassOver() {
        assertThatThrownBy(() -> of("jdbc:postgresql://db/plant?sslMode=verify-full"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("'sslMode'");
        // What stands behind a & in a password looks like a parameter.
        assertThatThrownBy(() -> of("jdbc:postgresql://db/plant?password=hid&den"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("%26")
                .message()
                .doesNotContain("den");
        assertThatThrownBy(() -> of("jdbc:postgresql://db/plant?password=hidden%"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("'password'")
                .message()
                .doesNotContain("hidden");
    }
}
