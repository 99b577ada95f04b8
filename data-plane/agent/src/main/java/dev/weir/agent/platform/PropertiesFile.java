package dev.weir.agent.platform;

import dev.weir.agent.home.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

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

    // A backslash is special to java.util.Properties, a dollar to expressions.
    private static String escape(String value) {
        return value.replace("\\", "\\\\\\\\").replace("$", "\\\\$");
    }
}
