package dev.weir.gateway.kafka;

import static dev.weir.gateway.kafka.KafkaTestbed.ORGANIZATION;
import static dev.weir.gateway.kafka.KafkaTestbed.ROBOT;
import static dev.weir.gateway.kafka.KafkaTestbed.ROBOTS_TOPIC;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.gateway.testbed.Issuer;
import dev.weir.tenants.events.IdentityProviderRecord;
import dev.weir.tenants.events.IdentityProviderRecord.Mapping;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.message.SaslHandshakeRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(KafkaTestbed.class)
class TokenIT {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final String PROVIDER = "op-tokens";
    private static final String AUDIENCE = "weir";
    private static final String SUBJECT = "orders-service";

    @BeforeAll
    static void theOrganizationTrustsAnIssuer() throws Exception {
        provider(PROVIDER, ORGANIZATION, AUDIENCE, IdentityProviderRecord.State.ACTIVE);
        Clients.topic(KafkaTestbed.ANNAS_KEY, ROBOTS_TOPIC, 1);
        await().ignoreExceptions()
                .untilAsserted(() -> RawClient.withToken(token(), annas()).close());
    }

    private static void provider(String id, String organization, String audience, IdentityProviderRecord.State state) {
        KafkaTestbed.provider(new IdentityProviderRecord(
                IdentityProviderRecord.SCHEMA,
                id,
                KafkaTestbed.nextGeneration(),
                organization,
                KafkaTestbed.issuer().url(),
                null,
                audience,
                "sub",
                null,
                null,
                List.of(new Mapping(SUBJECT, ROBOT)),
                state));
    }

    private static String annas() {
        return KafkaTestbed.annas().id();
    }

    private static Issuer issuer() {
        return KafkaTestbed.issuer();
    }

    private static String token() {
        return issuer().token(SUBJECT, AUDIENCE);
    }

    @Test
    void aSubjectActsAsItsServiceAccountAndNoMore() throws Exception {
        var settings = IssuedTokens.settings(SUBJECT, AUDIENCE, annas(), 60);
        try (var producer = Clients.producer("", settings)) {
            producer.send(new ProducerRecord<>(ROBOTS_TOPIC, "by token")).get();
            Clients.topic(KafkaTestbed.ANNAS_KEY, "not-the-robots", 1);
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("not-the-robots", "no"))
                            .get())
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
        assertThat(Clients.consume(KafkaTestbed.ANNAS_KEY, ROBOTS_TOPIC, 1, Map.of()))
                .contains("by token");
    }

    @Test
    void otherWordsDontCount() throws Exception {
        refused(issuer().forged(SUBJECT, AUDIENCE), annas(), "isn't valid here");
        refused(issuer().token(SUBJECT, "somebody-else"), annas(), "isn't valid here");
        refused(issuer().token("stranger", AUDIENCE), annas(), "no service account is mapped");
        refused(issuer().token(SUBJECT, AUDIENCE, Duration.ofMinutes(-1)), annas(), "has expired");
        refused("no.token.atall", annas(), "is no JWT");
        refused(token(), "lkc-nobodys", "knows no identity provider");
        refused(token(), "no-cluster", "logicalCluster");
        RawClient.withToken(token(), annas()).close();
    }

    @Test
    void anotherOrganizationsIssuerDoesntCount() throws Exception {
        provider(PROVIDER + "2", "00000000-0000-4000-8000-000000000002", "theirs", IdentityProviderRecord.State.ACTIVE);
        refused(issuer().token(SUBJECT, "theirs"), annas(), "isn't valid here");
    }

    @Test
    void theClusterHasToBeSaid() throws Exception {
        try (var client = new RawClient(KafkaTestbed.bootstrapPort())) {
            client.ask(ApiKeys.SASL_HANDSHAKE, new SaslHandshakeRequestData().setMechanism("OAUTHBEARER"));
            String message = "n,,\u0001auth=Bearer " + token() + "\u0001\u0001";
            assertThat(client.message(message.getBytes(UTF_8)).errorMessage()).contains("say which cluster is meant");
        }
    }

    @Test
    void knownKeysOutliveTheirIssuerAndNewOnesAreFetched() throws Exception {
        issuer().down(true);
        try {
            RawClient.withToken(token(), annas()).close();
        } finally {
            issuer().down(false);
        }
        issuer().rotate();
        await().ignoreExceptions()
                .untilAsserted(() -> RawClient.withToken(token(), annas()).close());
        int asked = issuer().asked();
        RawClient.withToken(token(), annas()).close();
        assertThat(issuer().asked()).isEqualTo(asked);
    }

    @Test
    void anExpiredTokenLosesItsConnectionUnlessANewOneIsShown() throws Exception {
        Duration life = Duration.ofSeconds(3);
        try (var silent = RawClient.withToken(issuer().token(SUBJECT, AUDIENCE, life), annas());
                var renewing = RawClient.withToken(issuer().token(SUBJECT, AUDIENCE, life), annas())) {
            silent.askMetadata();
            renewing.askMetadata();
            var answer = renewing.showToken(token(), annas());
            assertThat(answer.errorCode()).isZero();
            assertThat(answer.sessionLifetimeMs()).isBetween(200_000L, 300_000L);

            assertThat(silent.isClosedWithin(life.plus(SOON))).isTrue();
            renewing.askMetadata();
        }
    }

    @Test
    void noConnectionBecomesSomebodyElses() throws Exception {
        try (var client = RawClient.withToken(token(), annas())) {
            client.askMetadata();
            client.ask(ApiKeys.SASL_HANDSHAKE, new SaslHandshakeRequestData().setMechanism("PLAIN"));
            var answer = client.authenticate(KafkaTestbed.ANNAS_KEY, KafkaTestbed.SECRET);
            assertThat(answer.errorMessage()).contains("can't become");
            assertThat(client.isClosedWithin(SOON)).isTrue();
        }
    }

    @Test
    void clientsRenewTheirSessionsBetweenRequests() throws Exception {
        int before = IssuedTokens.ISSUED.get();
        var settings = IssuedTokens.settings(SUBJECT, AUDIENCE, annas(), 4);
        try (var producer = Clients.producer("", settings)) {
            producer.send(new ProducerRecord<>(ROBOTS_TOPIC, "first")).get();
            double connections = connections(producer);
            long end = System.nanoTime() + Duration.ofSeconds(9).toNanos();
            int sent = 0;
            while (System.nanoTime() < end) {
                producer.send(new ProducerRecord<>(ROBOTS_TOPIC, "more")).get();
                sent++;
            }
            assertThat(sent).isGreaterThan(10);
            assertThat(IssuedTokens.ISSUED.get() - before).isGreaterThan(1);
            // Idle ones, such as that to the bootstrap address, end with their token; the busy one goes on.
            assertThat(connections(producer)).isEqualTo(connections);
        }
    }

    /** How many were ever opened. */
    private static double connections(Producer<?, ?> producer) {
        return producer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("connection-creation-total")
                        && metric.metricName().group().equals("producer-metrics"))
                .mapToDouble(metric -> (double) metric.metricValue())
                .sum();
    }

    @Test
    void aDeletedProviderLosesItsConnections() throws Exception {
        provider(PROVIDER + "3", ORGANIZATION, "short", IdentityProviderRecord.State.ACTIVE);
        String jwt = issuer().token(SUBJECT, "short");
        await().ignoreExceptions()
                .untilAsserted(() -> RawClient.withToken(jwt, annas()).close());
        try (var gone = RawClient.withToken(jwt, annas());
                var kept = RawClient.withToken(token(), annas())) {
            gone.askMetadata();
            provider(PROVIDER + "3", ORGANIZATION, "short", IdentityProviderRecord.State.DELETED);
            assertThat(gone.isClosedWithin(SOON)).isTrue();
            kept.askMetadata();
        }
        refused(jwt, annas(), "isn't valid here");
    }

    private static void refused(String jwt, String cluster, String reason) throws IOException {
        try (var client = new RawClient(KafkaTestbed.bootstrapPort())) {
            assertThat(client.showToken(jwt, cluster).errorMessage()).contains(reason);
            assertThat(client.isClosedWithin(SOON)).isTrue();
        }
    }
}
