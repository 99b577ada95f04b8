package dev.weir.cli.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.weir.cli.context.Credential;
import dev.weir.cli.context.Trust;
import dev.weir.cli.terminal.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** JSON requests to one server with one key. */
public final class JsonHttp {
    static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** A gateway holds a request while its cluster starts, at most 30 s. */
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .sslContext(Trust.context())
            .build();

    private final String server;
    private final @Nullable Credential key;

    public JsonHttp(String server, @Nullable Credential key) {
        this.server = server.endsWith("/") ? server.substring(0, server.length() - 1) : server;
        this.key = key;
    }

    public static String encode(String part) {
        return URLEncoder.encode(part, UTF_8).replace("+", "%20");
    }

    public JsonNode get(String path) {
        return send("GET", path, null);
    }

    public JsonNode post(String path, JsonNode body) {
        return send("POST", path, body);
    }

    public JsonNode patch(String path, JsonNode body) {
        return send("PATCH", path, body);
    }

    public void put(String path, JsonNode body) {
        send("PUT", path, body);
    }

    public void delete(String path) {
        send("DELETE", path, null);
    }

    /** The answer's body; missing if it was empty. */
    private JsonNode send(String method, String path, @Nullable JsonNode body) {
        return parse(exchange(method, path, body == null ? null : body.toString()));
    }

    /** The answer's body as it is, for bodies of several JSON values. */
    String exchange(String method, String path, @Nullable String body) {
        HttpRequest request = request(method, path, body);
        try {
            HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
            if (response.statusCode() >= 300) {
                throw refusal(request, response);
            }
            return response.body();
        } catch (ConnectException e) {
            throw new Failure("nothing listens on " + server + ": start the platform with `weir up`", e);
        } catch (HttpConnectTimeoutException e) {
            throw new Failure("no connection to " + server + " within " + CONNECT.toSeconds() + " s", e);
        } catch (HttpTimeoutException e) {
            throw new Failure("no answer from " + server + " within " + ANSWER.toSeconds() + " s", e);
        } catch (IOException e) {
            throw new Failure(method + " " + server + path + " failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted", e);
        }
    }

    private HttpRequest request(String method, String path, @Nullable String body) {
        try {
            var builder = HttpRequest.newBuilder(URI.create(server + path))
                    .timeout(ANSWER)
                    .header("Accept", "application/json");
            if (key != null) {
                builder.header("Authorization", key.authorization());
            }
            if (body == null) {
                return builder.method(method, BodyPublishers.noBody()).build();
            }
            return builder.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(body))
                    .build();
        } catch (IllegalArgumentException e) {
            throw new Failure("not an address: " + server + path + " (" + e.getMessage() + ")", e);
        }
    }

    /** The management API answers with errors[], Kafka REST with error_code and message. */
    private static ApiFailure refusal(HttpRequest request, HttpResponse<String> response) {
        JsonNode body = MissingNode.getInstance();
        try {
            body = MAPPER.readTree(response.body());
        } catch (JsonProcessingException e) {
            // Something between us and the server answered; its status must do.
        }
        JsonNode error = body.path("errors").path(0);
        String code = error.path("code").asText(body.path("error_code").asText(""));
        String detail = error.path("detail").asText(body.path("message").asText(""));
        String fallback =
                request.method() + " " + request.uri().getPath() + " answered HTTP status " + response.statusCode();
        return new ApiFailure(response.statusCode(), code, detail.isBlank() ? fallback : detail);
    }

    private static JsonNode parse(String body) {
        try {
            return body.isBlank() ? MissingNode.getInstance() : MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new Failure("the server's answer is not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
