package dev.weft.sdk.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Reads the texts that make a report a page: our templates beside this class, uPlot from its webjar. */
final class Resources {
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/" + uplotVersion() + "/";

    private Resources() {}

    /** Returns the text of a file beside this class. */
    static String own(String name) {
        return read(name);
    }

    /** Returns the text of a file of uPlot. */
    static String uplot(String path) {
        return read(UPLOT + path);
    }

    private static String uplotVersion() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(read("uplot.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException("uplot.properties is no properties file", e);
        }
        return properties.getProperty("version", "");
    }

    private static String read(String name) {
        try (InputStream stream = Resources.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("resource " + name
                        + " is missing, expected on the class path. Put weft-sdk-report and the uplot webjar there.");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + name + " cannot be read", e);
        }
    }
}
