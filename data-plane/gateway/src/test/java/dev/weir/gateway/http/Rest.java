package dev.weir.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** Speaks Kafka REST to the gateway of the test as one caller. */
record Rest(String key, String secret) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    static final String TOPICS = "/kafka/v3/clusters/" + HttpTestbed.CLUSTER + "/topics";

    static Rest as(String key) {
        return new Rest(key, HttpTestbed.SECRET);
    }

    record Answer(int status, String text, HttpResponse<String> response) {
        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new AssertionError(text, e);
            }
        }

        List<JsonNode> jsons() {
            List<JsonNode> all = new ArrayList<>();
            try (var values = JSON.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
                values.forEachRemaining(all::add);
            } catch (IOException e) {
                throw new AssertionError(text, e);
            }
            return all;
        }

        int code() {
            return json().path("error_code").asInt();
        }
    }

    Answer get(String path) {
        return send(HttpRequest.newBuilder(url(path)).GET());
    }

    Answer delete(String path) {
        return send(HttpRequest.newBuilder(url(path)).DELETE());
    }

    Answer post(String path, String body) {
        return post(path, body, "application/json");
    }

    Answer post(String path, String body, String type) {
        return send(
                HttpRequest.newBuilder(url(path)).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    Answer send(HttpRequest.Builder request) {
        String basic = Base64.getEncoder().encodeToString((key + ":" + secret).getBytes(UTF_8));
        return anonymously(request.header("Authorization", "Basic " + basic));
    }

    static Answer anonymously(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static URI url(String path) {
        String port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", String.class);
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
