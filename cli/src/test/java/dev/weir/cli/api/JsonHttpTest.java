package dev.weir.cli.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weir.cli.context.KeyPair;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real server that answers with what a test says. */
class JsonHttpTest {
    private HttpServer server;
    private String authorization;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void refusalsCarryTheDetailOfTheManagementApi() {
        answer("/cmk", 402, """
                {"errors":[{"id":"1","status":"402","code":"quota_exceeded","detail":"3 of 3 clusters"}]}""");
        assertThatThrownBy(() -> http(null).get("/cmk")).isInstanceOfSatisfying(ApiFailure.class, refused -> {
            assertThat(refused.status()).isEqualTo(402);
            assertThat(refused.code()).isEqualTo("quota_exceeded");
            assertThat(refused).hasMessage("3 of 3 clusters");
        });
    }

    @Test
    void refusalsCarryTheMessageOfKafkaRest() {
        answer("/kafka", 404, "{\"error_code\":40403,\"message\":\"This server does not host this topic\"}");
        assertThatThrownBy(() -> http(null).get("/kafka")).isInstanceOfSatisfying(ApiFailure.class, refused -> {
            assertThat(refused.code()).isEqualTo("40403");
            assertThat(refused).hasMessage("This server does not host this topic");
        });
    }

    @Test
    void anAnswerOfSomebodyElseIsStillExplained() {
        answer("/proxy", 502, "<html>Bad Gateway</html>");
        assertThatThrownBy(() -> http(null).get("/proxy")).hasMessage("GET /proxy answered HTTP status 502");
    }

    @Test
    void theKeyGoesAsBasicAuthentication() {
        answer("/me", 200, "{\"id\":\"u-1\"}");
        JsonNode me = http(new KeyPair("user", "pass")).get("/me");
        assertThat(me.path("id").asText()).isEqualTo("u-1");
        assertThat(authorization).isEqualTo("Basic dXNlcjpwYXNz");
    }

    @Test
    void listsAreReadToTheirEnd() {
        server.createContext("/things", exchange -> {
            boolean second = exchange.getRequestURI().getQuery().contains("page_token=abc");
            respond(
                    exchange,
                    200,
                    second
                            ? "{\"metadata\":{\"next\":\"\"},\"data\":[{\"id\":\"2\"}]}"
                            : "{\"metadata\":{\"next\":\"http://x/things?page_size=100&page_token=abc\"},\"data\":[{\"id\":\"1\"}]}");
        });
        List<JsonNode> things = new Management(address(), null).list("/things");
        assertThat(things).extracting(thing -> thing.path("id").asText()).containsExactly("1", "2");
    }

    @Test
    void namesAreEncodedInPaths() {
        assertThat(Management.one("/topics", "a b/c")).isEqualTo("/topics/a%20b%2Fc");
    }

    private JsonHttp http(KeyPair key) {
        return new JsonHttp(address(), key);
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private void answer(String path, int status, String body) {
        server.createContext(path, exchange -> {
            authorization = exchange.getRequestHeaders().getFirst("Authorization");
            respond(exchange, status, body);
        });
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
