package dev.weir.cli.context;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.cli.terminal.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/**
 * Where the platform of a WEIR_HOME listens, as its agent wrote it down.
 *
 * @param api address of the management API
 * @param http address of Kafka REST
 * @param kafka bootstrap address of Kafka clients
 * @param admin the platform's own credential
 */
public record Endpoints(String api, String http, String kafka, KeyPair admin) {
    /** Empty if no platform was ever started there. */
    public static Optional<Endpoints> read(Home home) {
        try {
            JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(home.endpoints()));
            return Optional.of(new Endpoints(
                    json.path("api").asText(),
                    json.path("http").asText(),
                    json.path("kafka").asText(),
                    new KeyPair(
                            json.path("adminKey").asText(),
                            json.path("adminSecret").asText())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new Failure("can't read " + home.endpoints() + ": " + e.getMessage(), e);
        }
    }
}
