package dev.weir.benchmarks.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.benchmarks.platform.ScratchWeir;
import dev.weir.benchmarks.platform.Tenant;
import dev.weir.benchmarks.report.BenchmarkFailedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One way each to send and read the same records, over HTTP and by Kafka's own clients. */
final class HttpLoad {
    private static final String TOPIC = "first";
    /** 1 KB of JSON as a value. */
    private static final String VALUE = "{\"text\":\"" + "x".repeat(1_011) + "\"}";

    private static final String RECORD = "{\"value\":{\"type\":\"JSON\",\"data\":" + VALUE + "}}";
    private static final int RECORDS_PER_CHUNK = 16;
    private static final int BATCH = 100;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    private final ScratchWeir weir;
    private final Tenant tenant;
    private final String records;

    HttpLoad(ScratchWeir weir, Tenant tenant) {
        this.weir = weir;
        this.tenant = tenant;
        this.records = "/kafka/v3/clusters/" + tenant.cluster() + "/topics/" + TOPIC + "/records";
    }

    private RawHttp connect() {
        return new RawHttp(weir.http(), tenant.key());
    }

    /** One stream; returns when each record has its report. */
    void stream(int count) {
        try (RawHttp http = connect();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            http.begin("POST", records, "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n");
            Future<?> writing = threads.submit(() -> {
                byte[] chunk = RECORD.repeat(RECORDS_PER_CHUNK).getBytes(UTF_8);
                for (int sent = 0; sent + RECORDS_PER_CHUNK <= count; sent += RECORDS_PER_CHUNK) {
                    http.chunk(chunk);
                }
                http.flush();
                return true;
            });
            new Markers("\"error_code\":200,").await(http, count - count % RECORDS_PER_CHUNK);
            writing.get();
        } catch (IOException | ExecutionException e) {
            throw new BenchmarkFailedException("the stream failed: " + e, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** By Kafka's producer, through the gateway's Kafka port. */
    void produce(int count) {
        Map<String, Object> settings = new HashMap<>(tenant.clientSettings());
        settings.put("acks", "all");
        settings.put("linger.ms", "5");
        settings.put("batch.size", "65536");
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            byte[] value = VALUE.getBytes(UTF_8);
            for (int i = 0; i < count; i++) {
                var _ = producer.send(new ProducerRecord<>(TOPIC, 0, null, value));
            }
            producer.flush();
        }
    }

    /** As server-sent events from the beginning. */
    void follow(int count) {
        try (RawHttp http = connect()) {
            http.begin("GET", records + "?offset=earliest&format=json", "Accept: text/event-stream\r\n");
            http.flush();
            new Markers("\ndata: ").await(http, count);
        } catch (IOException e) {
            throw new BenchmarkFailedException("the stream of events failed: " + e, e);
        }
    }

    void consume(int count) {
        Map<String, Object> settings = new HashMap<>(tenant.clientSettings());
        settings.put("enable.auto.commit", "false");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            int read = 0;
            while (read < count) {
                read += consumer.poll(POLL).count();
            }
        }
    }

    /** By {@code records:batch}, one request after the other. */
    void batches(int count) {
        var body = new StringBuilder("{\"entries\":[");
        for (int i = 0; i < BATCH; i++) {
            body.append(i == 0 ? "" : ",")
                    .append("{\"id\":\"")
                    .append(i)
                    .append("\",\"value\":{\"type\":\"JSON\",\"data\":")
                    .append(VALUE)
                    .append("}}");
        }
        byte[] bytes = body.append("]}").toString().getBytes(UTF_8);
        try (RawHttp http = connect()) {
            for (int sent = 0; sent < count; sent += BATCH) {
                post(http, records + ":batch", bytes);
            }
        } catch (IOException e) {
            throw new BenchmarkFailedException("a batch failed: " + e, e);
        }
    }

    private static void post(RawHttp http, String path, byte[] body) throws IOException {
        http.begin("POST", path, "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n");
        http.write(body);
        http.flush();
        int status = http.answer();
        if (status >= 300) {
            throw new BenchmarkFailedException("a POST was answered with " + status);
        }
    }

    Wrk.Result singles(int connections, int seconds) {
        return Wrk.isThere()
                ? Wrk.post(weir.folder("wrk"), weir.http() + records, tenant.key(), RECORD, connections, seconds)
                : generated(connections, seconds);
    }

    private Wrk.Result generated(int connections, int seconds) {
        byte[] body = RECORD.getBytes(UTF_8);
        var latencies = new ArrayList<Long>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            List<Future<List<Long>>> all = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                all.add(threads.submit(() -> post(body, end)));
            }
            for (Future<List<Long>> one : all) {
                latencies.addAll(one.get());
            }
        } catch (ExecutionException e) {
            throw new BenchmarkFailedException("a POST failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        latencies.sort(null);
        double p99 = latencies.get((int) (latencies.size() * 0.99)) / 1e6;
        return new Wrk.Result(latencies.size() / (double) seconds, p99);
    }

    private List<Long> post(byte[] body, long end) throws IOException {
        List<Long> latencies = new ArrayList<>();
        try (RawHttp http = connect()) {
            for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
                post(http, records, body);
                latencies.add(System.nanoTime() - now);
            }
        }
        return latencies;
    }

    /** Streams of events at the end of a topic, to which nobody writes meanwhile. */
    Idle idle(int count) {
        var streams = new ArrayList<RawHttp>();
        try {
            for (int i = 0; i < count; i++) {
                RawHttp http = connect();
                streams.add(http);
                http.begin("GET", records, "Accept: text/event-stream\r\n");
                http.flush();
                new Markers("retry: ").await(http, 1);
            }
        } catch (IOException e) {
            throw new BenchmarkFailedException("stream " + streams.size() + " failed: " + e, e);
        }
        return new Idle(streams);
    }

    /** Closes them all. */
    record Idle(List<RawHttp> streams) implements AutoCloseable {
        @Override
        public void close() {
            streams.forEach(RawHttp::close);
        }
    }

    private static BenchmarkFailedException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new BenchmarkFailedException("interrupted", e);
    }
}
