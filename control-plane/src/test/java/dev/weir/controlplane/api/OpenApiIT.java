package dev.weir.controlplane.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The API's description, which clients generate code from. */
@QuarkusTest
@WithTestResource(PostgresOnly.class)
class OpenApiIT {
    private static final Path CHECKED_IN = Path.of("openapi.yaml");

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
}
