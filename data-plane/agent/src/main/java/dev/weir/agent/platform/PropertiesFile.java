package dev.weir.agent.platform;

import dev.weir.agent.home.PrivateFile;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** A properties file that a Quarkus program reads at its start: what must not stand in a command line or environment. */
final class PropertiesFile {
    private PropertiesFile() {}

    /** Returns the text that was written. */
    static String write(Path file, Map<String, String> properties) throws IOException {
        var text = new StringBuilder();
        properties.forEach((key, value) ->
                text.append(key).append('=').append(escape(value)).append('\n'));
        PrivateFile.writeIfChanged(file, text.toString());
        return text.toString();
    }

    /** What stands in it, in the order of the keys; nothing if there is no such file. */
    static Map<String, String> read(Path file) throws IOException {
        var properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IllegalArgumentException malformed) {
                throw new IOException(file + " isn't a properties file: " + malformed.getMessage(), malformed);
            }
        }
        var sorted = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(key -> sorted.put(key, properties.getProperty(key)));
        return sorted;
    }

    // A backslash is special to java.util.Properties, a dollar to expressions.
    private static String escape(String value) {
        return value.replace("\\", "\\\\\\\\").replace("$", "\\\\$");
    }
}
