package dev.weir.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients in other languages: librdkafka by kcat, kafka-python. */
class OtherClientsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path PYTHON = Launcher.scratch().resolve("clients/python/bin/python");

    private static Tenant tenant;

    @BeforeAll
    static void signUp() {
        tenant = Tenant.signUp(LocalWeir.shared());
        assertThat(tenant.rest("POST", "/topics", "{\"topic_name\":\"kcat\",\"partitions_count\":1}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void kcatProducesAndConsumesWithAndWithoutKeys() {
        Required.need("kcat", onPath("kcat"), "install Debian's package kcat");
        kcat("one\ntwo\n", "-P", "-t", "kcat").ok();
        kcat("k1:three\n", "-P", "-t", "kcat", "-K", ":").ok();
        assertThat(kcat("", "-C", "-t", "kcat", "-o", "beginning", "-e", "-q", "-f", "%k=%s\n")
                        .ok()
                        .out())
                .isEqualTo("=one\n=two\nk1=three\n");
        assertThat(kcat("", "-L").ok().out()).contains("kcat").contains("broker");
        assertThat(kcat("", "-G", "readers", "-o", "beginning", "-e", "-q", "-X", "auto.offset.reset=earliest", "kcat")
                        .ok()
                        .out())
                .contains("one", "two", "three");
    }

    @Test
    void kafkaPythonCreatesProducesConsumesAndResets() {
        Required.need("python", Files.isExecutable(PYTHON), "./weir test makes it: integration-tests/clients/install");
        Launcher.Result result = Launcher.run(
                List.of(
                        PYTHON.toString(),
                        Launcher.projectRoot()
                                .resolve("integration-tests/clients/kafka_python_walk.py")
                                .toString(),
                        tenant.weir().kafka(),
                        tenant.key().id(),
                        tenant.key().secret()),
                Launcher.projectRoot(),
                Map.of(),
                LIMIT,
                "");
        assertThat(result.ok().out()).contains("read 20 records, then 20 again after the reset");
    }

    private static Launcher.Result kcat(String in, String... arguments) {
        var command = new ArrayList<>(List.of(
                "kcat",
                "-b",
                tenant.weir().kafka(),
                "-X",
                "security.protocol=SASL_PLAINTEXT",
                "-X",
                "sasl.mechanism=PLAIN",
                "-X",
                "sasl.username=" + tenant.key().id(),
                "-X",
                "sasl.password=" + tenant.key().secret()));
        command.addAll(List.of(arguments));
        return Launcher.run(command, Launcher.projectRoot(), Map.of(), LIMIT, in);
    }

    private static boolean onPath(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
