package dev.weir.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Strimzi's own CRDs, made by Strimzi's own generator from Strimzi's own classes. */
final class StrimziCrds {
    private static final Path PROGRAM = Path.of("target", "strimzi");
    private static final Path MADE = PROGRAM.resolve("crds");
    private static final List<String> NAMES = List.of("kafkas.kafka.strimzi.io", "kafkanodepools.kafka.strimzi.io");

    private StrimziCrds() {}

    static void install(KubernetesClient client) throws IOException, InterruptedException {
        make();
        for (String name : NAMES) {
            client.load(Files.newInputStream(MADE.resolve(name)))
                    .forceConflicts()
                    .serverSideApply();
            client.resources(CustomResourceDefinition.class)
                    .withName(name)
                    .waitUntilCondition(StrimziCrds::isEstablished, 20, TimeUnit.SECONDS);
        }
    }

    static void remove(KubernetesClient client) {
        for (String name : NAMES) {
            client.resources(CustomResourceDefinition.class).withName(name).delete();
            client.resources(CustomResourceDefinition.class)
                    .withName(name)
                    .waitUntilCondition(crd -> crd == null, 60, TimeUnit.SECONDS);
        }
    }

    private static void make() throws IOException, InterruptedException {
        Files.createDirectories(MADE);
        Path log = PROGRAM.resolve("generator.log");
        Process generator = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        PROGRAM + "/*",
                        "io.strimzi.crdgenerator.CrdGenerator",
                        "--yaml",
                        "io.strimzi.api.kafka.model.kafka.Kafka=" + MADE.resolve(NAMES.getFirst()),
                        "io.strimzi.api.kafka.model.nodepool.KafkaNodePool=" + MADE.resolve(NAMES.getLast()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(generator.waitFor()).as(Files.readString(log)).isZero();
    }

    private static boolean isEstablished(CustomResourceDefinition crd) {
        return crd != null
                && crd.getStatus() != null
                && crd.getStatus().getConditions() != null
                && crd.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Established")
                                && condition.getStatus().equals("True"));
    }
}
