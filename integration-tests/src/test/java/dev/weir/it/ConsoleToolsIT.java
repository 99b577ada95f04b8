package dev.weir.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Kafka's own console tools with a client.properties, as a beginner's course uses them. */
class ConsoleToolsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static Tenant tenant;
    private static Path config;

    @BeforeAll
    static void signUp() throws IOException {
        tenant = Tenant.signUp(LocalWeir.shared());
        config = Files.createTempFile("client", ".properties");
        try (var writer = Files.newBufferedWriter(config)) {
            tenant.client().store(writer, null);
        }
    }

    @Test
    void topicsAreCreatedListedDescribedAndDeleted() {
        topics("--create", "--topic", "courses", "--partitions", "3").ok();
        assertThat(topics("--list").ok().out()).contains("courses");
        assertThat(topics("--describe", "--topic", "courses").ok().out()).contains("PartitionCount: 3");
        assertThat(topics("--create", "--topic", "courses").exitCode()).isNotZero();
        topics("--delete", "--topic", "courses").ok();
        assertThat(topics("--list").ok().out()).doesNotContain("courses");
    }

    @Test
    void recordsWithAndWithoutKeysGoInAndOutAndAGroupIsReset() {
        topics("--create", "--topic", "lab", "--partitions", "1").ok();
        produce("Good morning\nGood day\n");
        produce(
                "user1:login website\nuser2:click\n",
                "--reader-property",
                "parse.key=true",
                "--reader-property",
                "key.separator=:");
        assertThat(consume("--from-beginning", "--formatter-property", "print.key=true", "--max-messages", "4"))
                .contains("Good morning", "Good day", "user1\tlogin website", "user2\tclick");
        assertThat(consume("--group", "class", "--from-beginning", "--max-messages", "4"))
                .contains("Good morning");
        groups("--group", "class", "--topic", "lab", "--reset-offsets", "--to-earliest", "--execute")
                .ok();
        assertThat(consume("--group", "class", "--max-messages", "4")).contains("Good morning", "click");
        assertThat(groups("--describe", "--group", "class").ok().out()).contains("lab");
    }

    private static void produce(String lines, String... more) {
        tool("ConsoleProducer", lines, "--topic", List.of("lab"), more).ok();
    }

    private static String consume(String... more) {
        return tool("consumer.ConsoleConsumer", "", "--topic", List.of("lab", "--timeout-ms", "20000"), more)
                .ok()
                .out();
    }

    private static Launcher.Result topics(String... arguments) {
        return tool("TopicCommand", "", null, List.of(), arguments);
    }

    private static Launcher.Result groups(String... arguments) {
        return tool("consumer.group.ConsumerGroupCommand", "", null, List.of(), arguments);
    }

    private static Launcher.Result tool(String main, String in, String option, List<String> values, String... more) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.apache.kafka.tools." + main));
        command.addAll(List.of("--bootstrap-server", tenant.weir().kafka(), "--command-config", config.toString()));
        if (option != null) {
            command.add(option);
        }
        command.addAll(values);
        command.addAll(List.of(more));
        return Launcher.run(command, Launcher.projectRoot(), Map.of(), LIMIT, in);
    }
}
