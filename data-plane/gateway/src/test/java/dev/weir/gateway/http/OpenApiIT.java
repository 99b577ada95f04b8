package dev.weir.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** The description of the HTTP API, which clients generate code from. */
@QuarkusTest
@WithTestResource(HttpTestbed.class)
class OpenApiIT {
    private static final Path CHECKED_IN = Path.of("openapi.yaml");

    /** Write it anew with {@code ./mvnw verify -pl data-plane/gateway -am -Dit.test=OpenApiIT -Dweir.openapi.write=true}. */
    @Test
    void isTheOneThatIsCheckedIn() throws IOException {
        String served = get("/openapi");
        if (Boolean.getBoolean("weir.openapi.write")) {
            Files.writeString(CHECKED_IN, served);
        }
        assertThat(served).isEqualTo(Files.readString(CHECKED_IN));
        assertThat(served)
                .contains("/kafka/v3/clusters/{cluster_id}/topics/{topic_name}/partitions")
                .doesNotContain("{api}");
    }

    @Test
    void everyOperationHasANameOfItsOwnExamplesAndItsRefusals() {
        Set<String> ids = new HashSet<>();
        forEachOperation((name, operation) -> {
            assertThat(ids.add(operation.path("operationId").asText()))
                    .as(name + " " + operation.path("operationId"))
                    .isTrue();
            assertThat(operation.path("summary").asText()).as(name).isNotBlank();
            assertThat(operation.path("tags")).as(name).isNotEmpty();
            assertThat(operation.path("security")).as(name).isNotEmpty();
            for (String status : List.of("400", "401", "403", "404", "429", "500", "503")) {
                assertThat(operation.path("responses").has(status))
                        .as(name + " " + status)
                        .isTrue();
            }
            operation
                    .at("/requestBody/content")
                    .forEach(media -> assertThat(media.has("example")).as(name).isTrue());
            operation
                    .path("responses")
                    .properties()
                    .forEach(response -> response.getValue()
                            .path("content")
                            .forEach(media ->
                                    assertThat(media.has("example")).as(name).isTrue()));
        });
        assertThat(ids).hasSizeGreaterThan(60);
    }

    private static void forEachOperation(BiConsumer<String, JsonNode> check) {
        Rest.anonymously(HttpRequest.newBuilder(Rest.url("/openapi?format=json")))
                .json()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation ->
                                check.accept(operation.getKey() + " " + path.getKey(), operation.getValue())));
    }

    private static String get(String path) {
        return Rest.anonymously(HttpRequest.newBuilder(Rest.url(path))).text();
    }
}
