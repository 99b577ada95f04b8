package dev.weir.controlplane.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The API's description, which clients generate code from. */
@QuarkusTest
@WithTestResource(PostgresOnly.class)
class OpenApiIT {
    private static final Path CHECKED_IN = Path.of("openapi.yaml");
    private static final Pattern SCRIPTS_AND_STYLES = Pattern.compile("(?:src|href)=\"([^\"#]+)\"");

    /** Write it anew with {@code ./mvnw verify -pl control-plane -am -Dit.test=OpenApiIT -Dweir.openapi.write=true}. */
    @Test
    void isTheOneThatIsCheckedIn() throws IOException {
        String served = given().get("/openapi").asString();
        if (Boolean.getBoolean("weir.openapi.write")) {
            Files.writeString(CHECKED_IN, served);
        }
        assertThat(served).isEqualTo(Files.readString(CHECKED_IN));
        assertThat(served).contains("/cmk/v2/clusters").contains("api_version").doesNotContain("SpecBody");
    }

    @Test
    void everyOperationHasANameOfItsOwnExamplesAndItsRefusals() throws IOException {
        Set<String> ids = new HashSet<>();
        forEachOperation((name, operation) -> {
            assertThat(ids.add(operation.path("operationId").asText())).as(name).isTrue();
            assertThat(operation.path("summary").asText()).as(name).isNotBlank();
            assertThat(operation.path("tags")).as(name).isNotEmpty();
            JsonNode responses = operation.path("responses");
            for (String status : List.of("400", "403", "429", "500", "default")) {
                assertThat(responses.has(status)).as(name + " " + status).isTrue();
            }
            assertThat(responses.has("401")).as(name).isEqualTo(operation.has("security"));
            if (operation.has("requestBody")) {
                assertThat(responses.has("422")).as(name).isTrue();
                assertThat(operation
                                .at("/requestBody/content/application~1json")
                                .has("example"))
                        .as(name)
                        .isTrue();
            }
            responses
                    .properties()
                    .forEach(response -> response.getValue()
                            .path("content")
                            .forEach(media ->
                                    assertThat(media.has("example")).as(name).isTrue()));
        });
        assertThat(ids).hasSizeGreaterThan(30);
    }

    @Test
    void bothWaysToAuthenticateAreDescribed() throws IOException {
        JsonNode schemes = description().at("/components/securitySchemes");
        assertThat(schemes.findValuesAsText("scheme")).containsExactlyInAnyOrder("basic", "bearer");
        forEachOperation((name, operation) -> {
            if (operation.has("security")) {
                assertThat(operation.path("security")).as(name).hasSize(2);
            }
        });
    }

    @Test
    void canBeBrowsedWithoutALoginAndWithoutTheInternet() {
        String page = given().get("/q/openapi-ui/").asString();
        assertThat(page).contains("/openapi");
        Matcher matcher = SCRIPTS_AND_STYLES.matcher(page);
        int found = 0;
        while (matcher.find()) {
            String resource = matcher.group(1);
            assertThat(resource).doesNotStartWith("http").doesNotStartWith("//");
            String path = resource.startsWith("/") ? resource : "/q/openapi-ui/" + resource;
            assertThat(given().get(path).statusCode()).as(path).isEqualTo(200);
            found++;
        }
        assertThat(found).isPositive();
    }

    private static JsonNode description() throws IOException {
        return new ObjectMapper().readTree(given().get("/openapi?format=json").asString());
    }

    private static void forEachOperation(BiConsumer<String, JsonNode> check) throws IOException {
        description()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation ->
                                check.accept(operation.getKey() + " " + path.getKey(), operation.getValue())));
    }
}
