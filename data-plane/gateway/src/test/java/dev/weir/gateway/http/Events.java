package dev.weir.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of server-sent events that reads on a thread of its own. */
final class Events implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String STREAM = "text/event-stream";

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpResponse<InputStream> response;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private volatile String lastId = "";

    /** One of them; a comment has the kind {@code comment}. */
    record Event(String id, String kind, String data) {
        JsonNode json() {
            try {
                return JSON.readTree(data);
            } catch (IOException e) {
                throw new AssertionError(data, e);
            }
        }

        String value() {
            return json().at("/value/data").asText();
        }
    }

    private Events(String path, String key, String lastId, String accept) {
        String basic = Base64.getEncoder().encodeToString((key + ":" + HttpTestbed.SECRET).getBytes(UTF_8));
        var request = HttpRequest.newBuilder(Rest.url(path))
                .header("Authorization", "Basic " + basic)
                .header("Accept", accept);
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        try {
            response = client.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
        Thread.ofVirtual().start(this::read);
    }

    static Events of(String path, String key) {
        return new Events(path, key, null, STREAM);
    }

    static Events after(String lastId, String path, String key) {
        return new Events(path, key, lastId, STREAM);
    }

    static Events accepting(String accept, String path, String key) {
        return new Events(path, key, null, accept);
    }

    /** With what it would come back now, whether an event came or not. */
    String lastId() {
        return lastId;
    }

    int status() {
        return response.statusCode();
    }

    private void read() {
        String id = "";
        String kind = "message";
        String data = "";
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    if (!data.isEmpty()) {
                        events.add(new Event(id, kind, data));
                    }
                    kind = "message";
                    data = "";
                } else if (line.startsWith(":")) {
                    events.add(new Event("", "comment", line));
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                    lastId = id;
                } else if (line.startsWith("event: ")) {
                    kind = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data += line.substring(6);
                }
            }
            events.add(new Event("", "end", ""));
        } catch (IOException e) {
            events.add(new Event("", "cut", ""));
        }
    }

    /** The next that isn't a comment. */
    Event next() {
        for (Event event = poll(); ; event = poll()) {
            if (!event.kind().equals("comment")) {
                return event;
            }
        }
    }

    Event poll() {
        try {
            Event event = events.poll(20, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no event within 20 s");
            }
            return event;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    List<Event> next(int count) {
        List<Event> all = new ArrayList<>();
        while (all.size() < count) {
            all.add(next());
        }
        return all;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
