package dev.weir.agent.platform;

import dev.weir.agent.address.Place;
import dev.weir.agent.broker.BrokerPart;
import dev.weir.agent.home.Secrets;
import dev.weir.agent.home.WeirHome;
import dev.weir.agent.supervision.Part;
import dev.weir.tenants.access.AclGrant;
import dev.weir.tenants.broker.BrokerNode;
import dev.weir.tenants.broker.BrokerSpec;
import dev.weir.tenants.broker.PasswordAuthentication;
import dev.weir.tenants.events.PlatformAccess;
import dev.weir.tenants.events.PlatformTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The small Kafka by which the platform's parts tell each other what should be and what is. */
final class PlatformKafka {
    static final String PART = "platform-kafka";

    private static final String HEAP = "64m";
    private static final int MESSAGE_BYTES = 1024 * 1024;

    private final WeirHome home;
    private final BrokerPart broker;
    private final Secrets secrets;
    private final Place place;

    PlatformKafka(WeirHome home, BrokerPart broker, Secrets secrets, Place place) {
        this.home = home;
        this.broker = broker;
        this.secrets = secrets;
        this.place = place;
    }

    String address() {
        return place.address();
    }

    Part part() throws IOException {
        Files.createDirectories(home.platformKafka());
        return broker.describe(PART, spec(), home.platformKafka().resolve("spec.json"), HEAP);
    }

    /** Makes the topics that aren't known to be there. */
    void createTopics() throws IOException {
        Path made = home.platformKafka().resolve("data").resolve(".weir-topics");
        List<String> names = List.of(PlatformTopic.values()).stream()
                .map(PlatformTopic::topicName)
                .toList();
        if (Files.exists(made) && Files.readAllLines(made).containsAll(names)) {
            return;
        }
        new PlatformTopics(clientProperties(BrokerSpec.PLATFORM_USER)).create(names);
        Files.write(made, names);
    }

    /** What a Kafka client needs to speak as one of the components. */
    ClientProperties clientProperties(String component) {
        return new ClientProperties(address(), component, secrets.kafkaPassword(component));
    }

    private BrokerSpec spec() {
        return new BrokerSpec(
                BrokerSpec.SCHEMA,
                "lkc-platform",
                0,
                List.of(new BrokerNode(
                        0, place.host(), place.first(), place.second(), place.third(), place.host(), place.first())),
                home.platformKafka().resolve("data").toString(),
                1,
                1,
                MESSAGE_BYTES,
                secrets.kafkaInternalPassword(),
                null,
                new PasswordAuthentication(secrets.kafkaPasswords()),
                List.of(BrokerSpec.PLATFORM_USER, BrokerSpec.BROKER_USER),
                acls());
    }

    private static List<AclGrant> acls() {
        return Stream.of(PlatformAccess.controlPlane(), PlatformAccess.gateway(), PlatformAccess.agent())
                .flatMap(List::stream)
                .toList();
    }
}
