package dev.weft.twins.store.jdbc;

import dev.weft.twins.store.StoreException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

/**
 * Say where a store is on a PostgreSQL server, and how to connect.
 *
 * <p>The URL that the driver gets holds no password, so that none can get into a message or a log.
 *
 * @param url {@code jdbc:postgresql://HOST:PORT/DATABASE} with its parameters, but for those that are secret
 * @param schema where the store's tables are
 * @param user who connects
 * @param properties what the driver is told besides
 */
record PostgresAddress(String url, String schema, String user, Map<String, String> properties) {
    /** The schema of a store whose URL names none. */
    static final String SCHEMA = "weft";

    private static final String HOST = "(?:\\[[0-9A-Fa-f:.%]+\\]|[^\\s:/@,\\[\\]?]+)(?::\\d{1,5})?";

    private static final Pattern FORM =
            Pattern.compile("(jdbc:postgresql://" + HOST + "(?:," + HOST + ")*/[^/?\\s]+)(?:\\?(.*))?");
    // Names that the URL, the driver's search path and a shell take as they are.
    private static final Pattern SCHEMA_FORM = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
    private static final String EXPECTED = "expected jdbc:postgresql://HOST:PORT/DATABASE?user=NAME";

    /** What the URL may say otherwise. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "ApplicationName", "weft",
            "reWriteBatchedInserts", "true",
            // A peer that vanished without a word is an error after a while, not a twin that hangs.
            "tcpKeepAlive", "true",
            "socketTimeout", "60");

    /** Read an address; a password that it lacks is that of the environment, {@code PGPASSWORD}. */
    static PostgresAddress of(String url) {
        return of(url, System.getenv());
    }

    /**
     * Read an address.
     *
     * @throws StoreException if it is none, or has a parameter that the driver does not know
     */
    static PostgresAddress of(String url, Map<String, String> environment) {
        Matcher form = FORM.matcher(url);
        if (!form.matches()) {
            // Without the text itself, which may hold a password.
            throw new StoreException("store: not the URL of a PostgreSQL database, " + EXPECTED
                    + "; a password is best in PGPASSWORD or ~/.pgpass");
        }
        Map<String, String> properties = new TreeMap<>(DEFAULTS);
        String password = environment.getOrDefault("PGPASSWORD", "");
        if (!password.isEmpty()) {
            properties.put(PGProperty.PASSWORD.getName(), password);
        }
        String schema = SCHEMA;
        String user = System.getProperty("user.name");
        List<String> shown = new ArrayList<>();
        for (String parameter : parameters(form.group(2))) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            String value = equals < 0 ? "" : decoded(name, parameter.substring(equals + 1));
            if (PGProperty.forName(name) == null) {
                // The driver would pass it over in silence: sslMode for sslmode, and the line is not encrypted.
                throw unknown(name, url);
            }
            if (name.equals(PGProperty.CURRENT_SCHEMA.getName())) {
                schema = value;
            } else if (name.equals(PGProperty.USER.getName())) {
                user = value;
            }
            properties.put(name, value);
            if (!name.toLowerCase(Locale.ROOT).contains("password")) {
                shown.add(parameter);
            }
        }
        if (!SCHEMA_FORM.matcher(schema).matches()) {
            throw new StoreException("store: currentSchema = " + schema
                    + ", expected one name of up to 63 lower-case letters, digits and _");
        }
        properties.put(PGProperty.CURRENT_SCHEMA.getName(), schema);
        properties.put(PGProperty.USER.getName(), user);
        String address = form.group(1) + (shown.isEmpty() ? "" : "?" + String.join("&", shown));
        return new PostgresAddress(address, schema, user, Map.copyOf(properties));
    }

    private static List<String> parameters(@Nullable String query) {
        return query == null
                ? List.of()
                : Pattern.compile("&")
                        .splitAsStream(query)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }

    /** Return the URL: what a record says of itself would hold the password. */
    @Override
    public String toString() {
        return url;
    }

    private static StoreException unknown(String name, String url) {
        // Where a password is near, the name may be the half of one that holds a &.
        return new StoreException(
                url.toLowerCase(Locale.ROOT).contains("password=")
                        ? "store: a parameter of its URL is unknown; write a & in a password as %26, or put the password"
                                + " into PGPASSWORD or ~/.pgpass"
                        : "store: parameter '" + name
                                + "' of its URL is unknown, expected one of PostgreSQL's JDBC driver;"
                                + " mind upper and lower case");
    }

    private static String decoded(String name, String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new StoreException("store: parameter '" + name
                    + "' of its URL is not encoded well; write % as %25, & as %26 and + as %2B");
        }
    }
}
