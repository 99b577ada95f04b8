package dev.weir.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A pod in a tenant's namespace that tries to come into clusters, as {@code Probe.java} does. */
final class ProbePod {
    private static final String NAME = "probe";
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private ProbePod() {}

    /**
     * Tries.
     *
     * @param attempts client settings by what they are called
     * @return what came of each: {@code served} and the cluster's id, or {@code refused} and why
     */
    static Map<String, String> run(Installation weir, String namespace, Map<String, Map<String, String>> attempts) {
        Map<String, String> files = new HashMap<>();
        files.put("Probe.java", source());
        attempts.forEach((name, settings) -> files.put(
                name + ".properties",
                settings.entrySet().stream()
                        .map(setting ->
                                setting.getKey() + "=" + setting.getValue().replace("\n", "\\n"))
                        .collect(Collectors.joining("\n"))));
        weir.client
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(NAME)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withData(files)
                        .build())
                .create();
        Pod pod = weir.client.resource(pod(namespace)).create();
        String said = await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(
                        () -> weir.client
                                .pods()
                                .inNamespace(namespace)
                                .withName(NAME)
                                .getLog(),
                        text -> text.endsWith("done\n"));
        weir.client.resource(pod).withGracePeriod(0).delete();
        Map<String, String> results = said.lines()
                .filter(line -> line.contains(".properties "))
                .map(line -> line.split("\\.properties ", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        assertThat(results).hasSameSizeAs(attempts);
        return results;
    }

    private static String source() {
        try (var stream = Objects.requireNonNull(ProbePod.class.getResourceAsStream("/pods/Probe.java"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Pod pod(String namespace) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(NAME)
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withAutomountServiceAccountToken(false)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(1001L)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .addNewContainer()
                .withName(NAME)
                .withImage("weir.test/broker:test")
                .withImagePullPolicy("Never")
                .withCommand(
                        "/opt/jdk/bin/java",
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        "/opt/weir/broker/*:/opt/weir/broker/lib/*",
                        "/probe/Probe.java",
                        "/probe")
                .withNewResources()
                .addToLimits("memory", new Quantity("512Mi"))
                .endResources()
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .addNewVolumeMount()
                .withName(NAME)
                .withMountPath("/probe")
                .endVolumeMount()
                .endContainer()
                .addNewVolume()
                .withName(NAME)
                .withNewConfigMap()
                .withName(NAME)
                .endConfigMap()
                .endVolume()
                .endSpec()
                .build();
    }
}
