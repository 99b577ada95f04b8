package dev.weir.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Clients that know nothing of Weir: made from the reference descriptions, they find what they expect. */
class GeneratedClientsIT {
    private static final Path PROGRAMS = Launcher.projectRoot().resolve("integration-tests/clients");
    private static final Path OF_GATEWAY = Launcher.projectRoot().resolve("data-plane/gateway/openapi.yaml");
    private static final String KAFKA_REST = "kafkarest-v3";
    /** How brokers are set is the platform's business, whoever asks. */
    private static final Map<String, String> NOT_ALLOWED = Map.of(
            "GET /kafka/v3/clusters/[^/]+/broker-configs/[^/]+", "404",
            "PUT /kafka/v3/clusters/[^/]+/broker-configs/[^/]+", "403",
            "DELETE /kafka/v3/clusters/[^/]+/broker-configs/[^/]+", "403",
            "POST /kafka/v3/clusters/[^/]+/broker-configs:alter", "403");

    private static GeneratedClients made;

    private static synchronized GeneratedClients clients(ReferenceDescriptions descriptions) {
        Required.need(
                "openapi",
                Files.exists(GeneratedClients.GENERATOR),
                "./weir test gets openapi-generator: integration-tests/clients/install");
        if (made == null) {
            GeneratedClients clients =
                    GeneratedClients.generate(descriptions, Launcher.scratch().resolve("generated clients"));
            clients.compileWith(
                    List.of(PROGRAMS.resolve("GeneratedClientsWalk.java"), PROGRAMS.resolve("KafkaRestWalk.java")));
            made = clients;
        }
        return made;
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
        Set<String> ours =
                ApiOperation.all(OF_GATEWAY).stream().map(ApiOperation::pattern).collect(Collectors.toSet());
        List<String> shared = ApiOperation.all(descriptions.folder().resolve(KAFKA_REST + ".yaml")).stream()
                .map(ApiOperation::pattern)
                .filter(ours::contains)
                .toList();
        assertThat(shared).hasSizeGreaterThan(40);
        List<String> answers =
                out.lines().filter(line -> line.startsWith("answered ")).toList();
        assertThat(shared)
                .allSatisfy(operation -> assertThat(answers)
                        .as(operation)
                        .anyMatch(line -> line.matches(
                                "answered " + NOT_ALLOWED.getOrDefault(operation, "2\\d\\d") + " " + operation)));
    }
}
