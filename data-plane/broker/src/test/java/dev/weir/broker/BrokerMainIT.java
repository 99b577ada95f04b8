package dev.weir.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.broker.running.BrokerProcess;
import dev.weir.broker.running.Clients;
import dev.weir.broker.running.TestSpecs;
import dev.weir.tenants.broker.BrokerNode;
import dev.weir.tenants.broker.BrokerSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerMainIT {
    private static final int SIGTERM = 143;

    @TempDir
    private Path home;

    @Test
    void recordsGoThroughBothListenersAndSurviveKillAndStop() throws Exception {
        BrokerSpec spec = TestSpecs.tenants(home);
        try (BrokerProcess broker = BrokerProcess.start(spec, home).awaitReady()) {
            createTopic(spec, "news", 1);
            produce(admin(TestSpecs.gateway(spec)), "news", "Good morning");
            produce(admin(TestSpecs.internal(spec)), "news", "Good day");
            assertThat(admin(TestSpecs.internal(spec)).read("news", "g1", 2))
                    .containsExactly("Good morning", "Good day");
            broker.kill();
        }
        try (BrokerProcess broker = BrokerProcess.start(spec, home).awaitReady()) {
            produce(admin(TestSpecs.gateway(spec)), "news", "Enjoy");
            assertThat(broker.terminate()).isEqualTo(SIGTERM);
        }
        try (BrokerProcess _ = BrokerProcess.start(spec, home).awaitReady()) {
            assertThat(admin(TestSpecs.gateway(spec)).read("news", "g2", 3))
                    .containsExactly("Good morning", "Good day", "Enjoy");
        }
    }

    @Test
    void groupsFindTheirTopicReadyWithoutAskingForIt() throws Exception {
        BrokerSpec spec = TestSpecs.tenants(home);
        try (BrokerProcess _ = BrokerProcess.start(spec, home).awaitReady()) {
            await().until(() -> Files.isDirectory(Path.of(spec.dataDirectory()).resolve("__consumer_offsets-0")));
        }
    }

    @Test
    void formattingThatWasKilledIsDoneAgain() throws Exception {
        BrokerSpec spec = TestSpecs.tenants(home);
        Path marker = Path.of(spec.dataDirectory()).resolve(".weir-formatting");
        for (int i = 0; i < 3; i++) {
            try (BrokerProcess broker = BrokerProcess.start(spec, home)) {
                while (!Files.exists(marker) && broker.isAlive()) {
                    Thread.onSpinWait();
                }
            }
        }
        assertThat(marker).exists();
        try (BrokerProcess broker = BrokerProcess.start(spec, home).awaitReady()) {
            assertThat(broker.log()).contains("event=formatting-again");
            createTopic(spec, "news", 1);
        }
    }

    @Test
    void threeNodesFormEachTheSameQuorum() throws Exception {
        List<BrokerNode> nodes = TestSpecs.nodes(3);
        List<BrokerProcess> brokers = new ArrayList<>();
        List<BrokerSpec> specs = TestSpecs.tenants(home, nodes);
        try {
            for (BrokerSpec spec : specs) {
                brokers.add(BrokerProcess.start(spec, home));
            }
            brokers.forEach(BrokerProcess::awaitReady);
            createTopic(specs.getFirst(), "news", 3);
            Clients clients = admin(TestSpecs.gateway(specs.getFirst()) + "," + TestSpecs.gateway(specs.getLast()));
            produce(clients, "news", "Good morning");
            brokers.get(1).kill();
            produce(clients, "news", "Good day");
            assertThat(clients.read("news", "g1", 2)).containsExactly("Good morning", "Good day");
        } finally {
            for (BrokerProcess broker : brokers) {
                broker.close();
            }
        }
    }

    @Test
    void nodesThatComeLaterJoinTheQuorumWhileTheFirstGoesOn() throws Exception {
        List<BrokerSpec> all = TestSpecs.tenants(home, TestSpecs.nodes(3));
        BrokerSpec alone =
                TestSpecs.tenants(home, List.of(all.getFirst().node())).getFirst();
        List<BrokerProcess> brokers = new ArrayList<>();
        try {
            brokers.add(BrokerProcess.start(alone, home).awaitReady());
            createTopic(alone, "news", 1);
            Clients clients = admin(TestSpecs.internal(alone));
            produce(clients, "news", "Good morning");
            for (BrokerSpec spec : TestSpecs.joining(all, 1)) {
                brokers.add(BrokerProcess.start(spec, home));
            }
            brokers.forEach(BrokerProcess::awaitReady);
            Clients platform =
                    Clients.withToken(TestSpecs.internal(alone), TestSpecs.TOKENS.of(BrokerSpec.PLATFORM_USER));
            try (Admin admin = platform.admin()) {
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(voters(admin)).containsExactly(0, 1, 2));
            }
            produce(clients, "news", "Good day");
            assertThat(clients.read("news", "g1", 2)).containsExactly("Good morning", "Good day");
        } finally {
            for (BrokerProcess broker : brokers) {
                broker.close();
            }
        }
    }

    private static List<Integer> voters(Admin admin) throws Exception {
        return admin.describeMetadataQuorum().quorumInfo().get().voters().stream()
                .map(voter -> voter.replicaId())
                .sorted()
                .toList();
    }

    @Test
    void whatCannotBeUsedIsExplainedInOneLine() throws Exception {
        Path missing = home.resolve("missing.json");
        assertThat(refusal(missing))
                .isEqualTo("weir-broker: cannot read the spec " + missing + ": NoSuchFileException\n");
        Path broken = Files.writeString(home.resolve("broken.json"), "{\"internalPassword\":\"secret\",");
        assertThat(refusal(broken)).isEqualTo("weir-broker: the spec " + broken + " is not JSON, line 1\n");
    }

    @Test
    void foldersOfOthersAreLeftAlone() throws Exception {
        BrokerSpec spec = TestSpecs.tenants(home);
        Path data = Files.createDirectories(Path.of(spec.dataDirectory()));
        Path precious = Files.writeString(data.resolve("precious"), "data");
        try (BrokerProcess broker = BrokerProcess.start(spec, home)) {
            assertThat(broker.awaitEnd()).isEqualTo(2);
            assertThat(broker.log()).contains("is neither empty nor formatted");
        }
        Files.delete(precious);
        Files.writeString(data.resolve("meta.properties"), "version=1\ncluster.id=lkc-other\nnode.id=0\n");
        try (BrokerProcess broker = BrokerProcess.start(spec, home)) {
            assertThat(broker.awaitEnd()).isEqualTo(2);
            assertThat(broker.log()).contains("belongs to lkc-other node 0, not to lkc-test1 node 0");
        }
    }

    private String refusal(Path spec) throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(spec, home.resolve("refusal.log"))) {
            assertThat(broker.awaitEnd()).isEqualTo(2);
            return broker.log();
        }
    }

    private static Clients admin(String bootstrap) {
        return Clients.withToken(bootstrap, TestSpecs.TOKENS.of(TestSpecs.ADMIN));
    }

    private static void createTopic(BrokerSpec spec, String topic, int replicas) throws Exception {
        try (Admin admin = admin(TestSpecs.gateway(spec)).admin()) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.of((short) replicas))))
                    .all()
                    .get();
        }
    }

    private static void produce(Clients clients, String topic, String... values) throws Exception {
        try (KafkaProducer<String, String> producer = clients.producer()) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(topic, value)).get();
            }
        }
    }
}
