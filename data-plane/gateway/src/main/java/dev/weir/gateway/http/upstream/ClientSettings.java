package dev.weir.gateway.http.upstream;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;

/**
 * The settings of the clients for one target: nothing that costs time at the start, quick repetitions, and a bound on
 * everything, since a person waits for the answer.
 */
record ClientSettings(Target target, Supplier<OAuthBearerToken> tokens, Duration timeout, long buffer) {
    private static final AtomicLong NUMBERS = new AtomicLong();
    /** What a batch is more than the records' keys, values and headers. */
    private static final int BATCH_OVERHEAD = 1024;
    /** Many callers' single records are one request to the broker; a person doesn't notice. */
    private static final int LINGER_MILLIS = 1;

    private static final int BATCH_BYTES = 1 << 16;
    /** What one fetch brings into memory, read or not; the broker exceeds it for a single larger batch. */
    private static final int FETCH_BYTES = 1 << 18;

    private static final Duration FETCH_WAIT = Duration.ofMillis(500);
    private static final Duration FOLLOW_WAIT = Duration.ofSeconds(5);
    private static final int MAX_RECORDS = 500;

    Map<String, Object> admin() {
        Map<String, Object> settings = common("admin");
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis());
        return settings;
    }

    Map<String, Object> producer() {
        int largest = target.messageBytes() + BATCH_OVERHEAD;
        Map<String, Object> settings = common("producer");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) millis());
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, largest);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(buffer, 2L * largest));
        return settings;
    }

    /** For records that are there: the broker answers at once, even with nothing. */
    Map<String, Object> consumer() {
        return consumer(Duration.ZERO);
    }

    /** For records that may come: the broker keeps a fetch until there are some. */
    Map<String, Object> waitingConsumer() {
        return consumer(FETCH_WAIT);
    }

    /** For whoever is at the end of partitions all the time: seldom asks when there is nothing. */
    Map<String, Object> follower() {
        Map<String, Object> settings = consumer(FOLLOW_WAIT);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 * FETCH_BYTES);
        return settings;
    }

    /** For a member of a group, of the protocol in which another gateway can take its place at once. */
    Map<String, Object> member(GroupMember member) {
        Map<String, Object> settings = consumer(FETCH_WAIT);
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, member.group());
        member.instance().ifPresent(name -> settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, name));
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, member.reset());
        int session = Math.toIntExact(member.session().toMillis());
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, Math.min(3000, session / 3));
        settings.put(
                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                Math.toIntExact(member.pollInterval().toMillis()));
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, Math.max(1, member.minBytes()));
        return settings;
    }

    private Map<String, Object> consumer(Duration fetchWait) {
        Map<String, Object> settings = common("consumer");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, Math.toIntExact(fetchWait.toMillis()));
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_RECORDS);
        return settings;
    }

    private Map<String, Object> common(String role) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, target.servers());
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "weir-http-" + role + "-" + NUMBERS.incrementAndGet());
        if (target.authority().isEmpty()) {
            settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SASL_PLAINTEXT");
        } else {
            settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SASL_SSL");
            settings.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
            settings.put(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG, target.authority());
        }
        settings.put(SaslConfigs.SASL_MECHANISM, "OAUTHBEARER");
        // Kafka shares one login among clients whose JAAS text is the same, so it must name whose it is.
        settings.put(
                SaslConfigs.SASL_JAAS_CONFIG,
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required weirTarget=\"%s/%s\";"
                        .formatted(target.cluster(), target.principal().value()));
        settings.put(SaslConfigs.SASL_LOGIN_CALLBACK_HANDLER_CLASS, TokenLogin.class);
        settings.put(TokenLogin.TOKENS, tokens);
        settings.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, List.of());
        settings.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 20L);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
        settings.put(CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG, 20L);
        settings.put(CommonClientConfigs.RETRY_BACKOFF_MAX_MS_CONFIG, 500L);
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis() / 2);
        settings.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, 2000L);
        settings.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, 5000L);
        return settings;
    }

    private int millis() {
        return Math.toIntExact(timeout.toMillis());
    }
}
