package dev.weft.sdk.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** Tell which version of the library this is, for whatever it writes. */
public final class WeftVersion {
    private static final String CURRENT = read();

    private WeftVersion() {}

    /** Return the version of the build, such as {@code 0.1.0} or {@code 0.1.0-SNAPSHOT}. */
    public static String current() {
        return CURRENT;
    }

    /** The build writes it into a resource: the manifest of a jar is not there where classes run from a folder. */
    private static String read() {
        Properties properties = new Properties();
        try (InputStream in = WeftVersion.class.getResourceAsStream("version.properties")) {
            properties.load(Objects.requireNonNull(in, "version.properties is beside this class"));
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties is beside this class", e);
        }
        return properties.getProperty("version");
    }
}
