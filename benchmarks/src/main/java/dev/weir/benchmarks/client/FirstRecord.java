package dev.weir.benchmarks.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.benchmarks.report.BenchmarkFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes a topic and sends one record with acks=all, as soon as somebody lets it: it may be called before the broker
 * listens and before the gateway knows the key.
 */
public final class FirstRecord {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration NO_WAIT = Duration.ZERO;
    private static final String TOPIC = "first";
    private static final byte[] VALUE = "Good morning".getBytes(UTF_8);

    private final Properties settings;

    /** @param security how to authenticate, and the bootstrap address */
    public FirstRecord(Map<String, String> security) {
        this.settings = new Properties();
        settings.putAll(security);
        settings.put("client.id", "weir-bench");
        // What is waited for here is the server, not the client's patience between two tries.
        settings.put("reconnect.backoff.ms", "10");
        settings.put("reconnect.backoff.max.ms", "50");
        settings.put("retry.backoff.ms", "10");
        settings.put("retry.backoff.max.ms", "50");
    }

    /** Returns when the record is acknowledged. */
    public void send() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!createTopic()) {
            if (System.nanoTime() > deadline) {
                throw new BenchmarkFailedException("the key is still refused after " + PATIENCE.toSeconds() + " s");
            }
        }
        Properties producing = new Properties();
        producing.putAll(settings);
        producing.put("acks", "all");
        producing.put("linger.ms", "0");
        var producer = new KafkaProducer<>(producing, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.send(new ProducerRecord<>(TOPIC, VALUE)).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new BenchmarkFailedException("the first record was not acknowledged: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailedException("interrupted", e);
        } finally {
            // Said good-bye by another thread, since it isn't part of what is measured.
            Thread.ofVirtual().start(() -> producer.close(NO_WAIT));
        }
    }

    /** @return false if the key isn't known yet */
    private boolean createTopic() {
        Admin admin = Admin.create(settings);
        try {
            admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty())))
                    .all()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthenticationException) {
                return false;
            }
            throw new BenchmarkFailedException("the topic could not be made: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new BenchmarkFailedException("the topic was not made within " + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailedException("interrupted", e);
        } finally {
            Thread.ofVirtual().start(() -> admin.close(NO_WAIT));
        }
    }
}
