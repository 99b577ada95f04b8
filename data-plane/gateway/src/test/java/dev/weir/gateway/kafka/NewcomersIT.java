package dev.weir.gateway.kafka;

import static dev.weir.gateway.kafka.KafkaTestbed.ANNAS_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who says nothing keeps nobody out. */
@QuarkusTest
@WithTestResource(KafkaTestbed.class)
class NewcomersIT {
    private static final Duration SOON = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<RawClient> silent = new ArrayList<>();

    private RawClient from(String address) throws IOException {
        var client = new RawClient(InetAddress.ofLiteral(address), KafkaTestbed.bootstrapPort(), new byte[0]);
        silent.add(client);
        return client;
    }

    /** One that the gateway has seen: several may arrive in another order than they were made in. */
    private RawClient seenFrom(String address) throws IOException {
        RawClient client = from(address);
        client.ask(ApiKeys.API_VERSIONS, RawClient.apiVersions());
        return client;
    }

    /** Places are free again when the gateway has closed its side. */
    @AfterEach
    void disconnect() throws IOException {
        for (RawClient client : silent) {
            client.socket().shutdownOutput();
        }
        for (RawClient client : silent) {
            assertThat(client.isClosedWithin(PATIENCE)).isTrue();
            client.close();
        }
    }

    @Test
    void anAddressHasOnlyAPartOfThePlaces() throws IOException {
        for (int client = 0; client < KafkaTestbed.UNAUTHENTICATED_PER_ADDRESS; client++) {
            seenFrom("127.0.0.3");
        }
        assertThat(silent.getLast().isClosedWithin(SOON)).isFalse();
        assertThat(from("127.0.0.3").isClosedWithin(SOON)).isTrue();
        RawClient.authenticated(ANNAS_KEY).close();
    }

    @Test
    void whenAllPlacesAreTakenNewcomersGetThoseOfTheHeaviestAddress() throws IOException {
        RawClient longest = seenFrom("127.0.0.3");
        for (int client = 1; client < KafkaTestbed.UNAUTHENTICATED_PER_ADDRESS; client++) {
            seenFrom("127.0.0.3");
        }
        RawClient other = seenFrom("127.0.0.4");
        for (int client = KafkaTestbed.UNAUTHENTICATED_PER_ADDRESS + 1;
                client < KafkaTestbed.UNAUTHENTICATED;
                client++) {
            seenFrom("127.0.0." + (5 + client % 2));
        }

        RawClient.authenticated(ANNAS_KEY).close();

        assertThat(longest.isClosedWithin(SOON)).isTrue();
        assertThat(other.isClosedWithin(SOON)).isFalse();
    }
}
