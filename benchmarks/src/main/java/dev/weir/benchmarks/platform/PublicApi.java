package dev.weir.benchmarks.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.weir.benchmarks.report.BenchmarkFailedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** JSON over HTTP, with the connections kept. */
public final class PublicApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final HttpClient client;

    public PublicApi() {
        client = builder().build();
    }

    /** @param trust whom servers have their certificates from */
    public PublicApi(SSLContext trust) {
        client = builder().sslContext(trust).build();
    }

    private static HttpClient.Builder builder() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT);
    }

    /**
     * An answer.
     *
     * @param status of HTTP
     * @param body missing if it was empty
     */
    public record Answer(int status, JsonNode body) {
        /** @throws BenchmarkFailedException unless it is a success */
        public JsonNode ok(String what) {
            if (status >= 300) {
                throw new BenchmarkFailedException(what + " was refused: " + status + " " + body);
            }
            return body;
        }
    }

    public Answer call(String method, String url, @Nullable ApiKey key, @Nullable String body) {
        var request = HttpRequest.newBuilder(URI.create(url))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (key != null) {
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString((key.id() + ":" + key.secret()).getBytes(UTF_8)));
        }
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.body().isBlank() ? MissingNode.getInstance() : JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new BenchmarkFailedException(method + " " + url + " failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailedException("interrupted", e);
        }
    }
}
