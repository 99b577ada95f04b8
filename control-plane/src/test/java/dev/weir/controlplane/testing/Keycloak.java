package dev.weir.controlplane.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A whole Keycloak with one realm, in a process of its own. The profile {@code keycloak} unpacks it. */
public final class Keycloak implements AutoCloseable {
    private static final Path HOME = Path.of("target/keycloak/keycloak-26.4.0").toAbsolutePath();
    private static final Duration START = Duration.ofMinutes(4);
    private static final String REALM = """
            {"realm":"people","enabled":true,"sslRequired":"none",
             "clients":[
              {"clientId":"cli","publicClient":true,"directAccessGrantsEnabled":true,
               "protocolMappers":[{"name":"weir","protocol":"openid-connect","protocolMapper":"oidc-audience-mapper",
                "config":{"included.custom.audience":"weir","access.token.claim":"true"}}]},
              {"clientId":"other","publicClient":true,"directAccessGrantsEnabled":true}],
             "users":[
              {"username":"ann","email":"ann@example.org","emailVerified":true,"enabled":true,
               "firstName":"Ann","lastName":"Lee","credentials":[{"type":"password","value":"ann's password"}]},
              {"username":"eve","email":"eve@example.org","emailVerified":false,"enabled":true,
               "firstName":"Eve","lastName":"Lee","credentials":[{"type":"password","value":"eve's password"}]}]}
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = FreePorts.take(1).getFirst();
    private final Path data;
    private final Process process;

    public static boolean isThere() {
        return Files.isDirectory(HOME);
    }

    public Keycloak() {
        try {
            data = Files.createTempDirectory("weir-keycloak");
            Path realms = Files.createDirectories(HOME.resolve("data/import"));
            Files.writeString(realms.resolve("people-realm.json"), REALM);
            var builder = new ProcessBuilder(
                            "sh",
                            HOME.resolve("bin/kc.sh").toString(),
                            "start-dev",
                            "--import-realm",
                            "--http-host=127.0.0.1",
                            "--http-port=" + port,
                            "--cache=local",
                            "--db=dev-mem")
                    .redirectErrorStream(true)
                    .redirectOutput(data.resolve("keycloak.log").toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::end));
        await().atMost(START).pollInterval(Duration.ofMillis(250)).untilAsserted(this::assertServes);
    }

    public String issuer() {
        return "http://127.0.0.1:" + port + "/realms/people";
    }

    /** An access token by user name and password. */
    public String token(String client, String user) {
        String form = "grant_type=password&scope=openid%20email&client_id=" + client + "&username=" + user
                + "&password=" + URLEncoder.encode(user + "'s password", UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer() + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return new ObjectMapper()
                    .readValue(answer.body(), Map.class)
                    .get("access_token")
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertServes() throws IOException, InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("ended: " + Files.readString(data.resolve("keycloak.log")));
        }
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration"))
                    .build();
            assertThat(http.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void end() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        end();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Folders.delete(data);
    }
}
