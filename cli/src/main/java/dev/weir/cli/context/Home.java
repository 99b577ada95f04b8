package dev.weir.cli.context;

import java.nio.file.Path;
import java.util.Map;

/**
 * The folder that keeps everything of one Weir.
 *
 * @param folder {@code WEIR_HOME}, by default {@code ~/.weir}
 */
public record Home(Path folder) {
    public static Home of(Map<String, String> environment) {
        String configured = environment.getOrDefault("WEIR_HOME", "");
        return new Home(
                configured.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".weir")
                        : Path.of(configured).toAbsolutePath());
    }

    public Path contexts() {
        return folder.resolve("cli.json");
    }

    /** PEM of the development authority of {@code weir up --tls}, whether it is there or not. */
    public Path authority() {
        return folder.resolve("tls").resolve("ca.pem");
    }

    public Path endpoints() {
        return folder.resolve("run").resolve("endpoints.json");
    }
}
