package dev.weir.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Clients that know nothing of Weir but a description: made from the reference descriptions, or from the gateway's own,
 * they find what they expect.
 */
class GeneratedClientsIT {
    private static final Path PROGRAMS = Launcher.projectRoot().resolve("integration-tests/clients");
    private static final Path OF_GATEWAY = Launcher.projectRoot().resolve("data-plane/gateway/openapi.yaml");
    private static final String KAFKA_REST = "kafkarest-v3";

    /** The operations of the gateway that Confluent describes too: the walk by Confluent's description calls them. */
    private static final Path SHARED = PROGRAMS.resolve("operations-of-kafka-rest.txt");

    /** How brokers are set is the platform's business, whoever asks. */
    private static final Set<String> NOT_ALLOWED = Set.of(
            "404 GET /kafka/v3/clusters/{cluster_id}/broker-configs/{name}",
            "403 PUT /kafka/v3/clusters/{cluster_id}/broker-configs/{name}",
            "403 DELETE /kafka/v3/clusters/{cluster_id}/broker-configs/{name}",
            "403 POST /kafka/v3/clusters/{cluster_id}/broker-configs:alter");

    /** Nothing moves while this is asked. */
    private static final Set<String> NOT_THERE = Set.of(
            "404 GET /kafka/v3/clusters/{cluster_id}/topics/{topic_name}/partitions/{partition_id}/reassignment");

    private static GeneratedClients made;

    private static synchronized GeneratedClients clients(ReferenceDescriptions descriptions) {
        needGenerator();
        if (made == null) {
            GeneratedClients clients = GeneratedClients.ofReference(
                    descriptions, Launcher.scratch().resolve("generated clients"));
            clients.compileWith(
                    List.of(PROGRAMS.resolve("GeneratedClientsWalk.java"), PROGRAMS.resolve("KafkaRestWalk.java")));
            made = clients;
        }
        return made;
    }

    private static void needGenerator() {
        Required.need(
                "openapi-generator",
                Files.exists(GeneratedClients.GENERATOR),
                "./weir test gets openapi-generator: integration-tests/clients/install");
    }

    @Test
    void makeEverythingThatTerraformWouldAndTakeItAwayAgain() {
        GeneratedClients clients = clients(ReferenceDescriptions.need());
        Tenant tenant = Tenant.signUp(LocalWeir.shared());
        Launcher.Result walk = clients.run(
                "GeneratedClientsWalk",
                tenant.weir().api(),
                tenant.cloud().id(),
                tenant.cloud().secret());
        assertThat(walk.ok().out())
                .contains("environment ", "cluster ", "service account ", "key ", "topic ", "ACL ", "client quota ")
                .contains("all of it is away again");
    }

    @Test
    void everyOperationOfKafkaRestIsAnswered() throws Exception {
        ReferenceDescriptions descriptions = ReferenceDescriptions.need();
        GeneratedClients clients = clients(descriptions);
        Tenant tenant = Tenant.signUp(LocalWeir.shared());
        String topic = "walked";
        Records.createTopic(tenant, topic, 1);
        Records.send(tenant, topic, List.of("one", "two"));
        String out;
        try (GroupsOfAllKinds groups = GroupsOfAllKinds.reading(tenant, topic)) {
            out = clients.run(
                            "KafkaRestWalk",
                            tenant.weir().http(),
                            tenant.cluster(),
                            tenant.key().id(),
                            tenant.key().secret(),
                            topic,
                            groups.consumers(),
                            groups.sharers(),
                            groups.streams())
                    .ok()
                    .out();
        }
        Set<String> theirs = ApiOperation.all(descriptions.folder().resolve(KAFKA_REST + ".yaml")).stream()
                .map(ApiOperation::pattern)
                .collect(Collectors.toSet());
        assertThat(ApiOperation.all(OF_GATEWAY).stream()
                        .filter(operation -> theirs.contains(operation.pattern()))
                        .map(ApiOperation::toString))
                .as(SHARED.toString())
                .containsExactlyInAnyOrderElementsOf(Files.readAllLines(SHARED));
        assertThat(walked(out, NOT_ALLOWED)).containsAll(Files.readAllLines(SHARED));
    }

    @Test
    void everyOtherOperationOfTheGatewayDoesWhatItsOwnDescriptionSays() throws Exception {
        needGenerator();
        GeneratedClients clients = GeneratedClients.of(
                OF_GATEWAY, "own.gateway", Launcher.scratch().resolve("generated client"));
        clients.compileWith(List.of(PROGRAMS.resolve("GatewayWalk.java")));
        Tenant tenant = Tenant.signUp(LocalWeir.shared());
        Records.createTopic(tenant, "walked", 1);
        Records.send(tenant, "walked", List.of("one", "two"));
        String out;
        try (GroupsOfAllKinds groups = GroupsOfAllKinds.reading(tenant, "walked")) {
            out = clients.run(
                            "GatewayWalk",
                            tenant.weir().http(),
                            tenant.cluster(),
                            tenant.key().id(),
                            tenant.key().secret(),
                            "walked",
                            groups.consumers())
                    .ok()
                    .out();
        }
        Set<String> walked = walked(out, NOT_THERE);
        walked.addAll(Files.readAllLines(SHARED));
        assertThat(ApiOperation.all(OF_GATEWAY))
                .extracting(ApiOperation::toString)
                .as("each is called by this walk, or by the one of Kafka REST")
                .isSubsetOf(walked);
    }

    /** The operations that a walk says were answered well, or refused as expected, and as they are described. */
    private static Set<String> walked(String out, Set<String> refused) {
        List<ApiOperation> all = ApiOperation.all(OF_GATEWAY);
        Set<String> walked = new HashSet<>();
        out.lines().filter(line -> line.startsWith("answered ")).forEach(line -> {
            String[] parts = line.split(" ", -1);
            ApiOperation operation =
                    ApiOperation.of(all, parts[2], parts[3]).orElseThrow(() -> new AssertionError(line));
            assertThat(operation.statuses()).as(line).contains(parts[1]);
            if (parts[1].startsWith("2") || refused.contains(parts[1] + " " + operation)) {
                walked.add(operation.toString());
            }
        });
        return walked;
    }
}
