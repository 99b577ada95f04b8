package dev.weir.broker.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.running.TestSpecs;
import dev.weir.tenants.broker.BrokerSpec;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.metadata.FeatureLevelRecord;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.metadata.bootstrap.BootstrapDirectory;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.DynamicVoter;
import org.apache.kafka.raft.DynamicVoters;
import org.apache.kafka.server.common.ApiMessageAndVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstFilesTest {
    private static final String VOTERS = "__cluster_metadata-0/00000000000000000000-0000000000.checkpoint";

    @TempDir
    private Path home;

    @Test
    void sameAsKafkasOwnFormatterWrites() throws Exception {
        BrokerSpec spec = TestSpecs.tenants(home, TestSpecs.nodes(3)).get(1);
        Path ours = Files.createDirectories(Path.of(spec.dataDirectory()));
        new FirstFiles(spec).write();
        Path kafkas = home.resolve("kafkas");
        formatter(spec, kafkas).run();

        assertThat(properties(ours)).isEqualTo(properties(kafkas));
        assertThat(features(ours)).isEqualTo(features(kafkas)).isNotEmpty();
        assertThat(voters(ours)).isEqualTo(voters(kafkas)).hasSizeGreaterThan(2);
        assertThat(files(ours)).isEqualTo(files(kafkas));
    }

    @Test
    void whoJoinsKnowsNoVoters() throws Exception {
        BrokerSpec spec = TestSpecs.joining(TestSpecs.tenants(home, TestSpecs.nodes(3)), 1)
                .getFirst();
        Path ours = Files.createDirectories(Path.of(spec.dataDirectory()));
        new FirstFiles(spec).write();
        Path kafkas = home.resolve("kafkas");
        formatter(spec, kafkas).run();
        assertThat(files(ours)).isEqualTo(files(kafkas)).doesNotContain(VOTERS);
        assertThat(features(ours)).isEqualTo(features(kafkas)).isNotEmpty();
    }

    @Test
    void everyNodeKnowsTheOthersDirectories() {
        assertThat(FirstFiles.directoryId("lkc-a", 0))
                .isEqualTo(FirstFiles.directoryId("lkc-a", 0))
                .isNotEqualTo(FirstFiles.directoryId("lkc-a", 1))
                .isNotEqualTo(FirstFiles.directoryId("lkc-b", 0));
    }

    /** Without the first voters for a node that joins later. */
    private static Formatter formatter(BrokerSpec spec, Path directory) {
        List<DynamicVoter> voters = spec.nodes().stream()
                .map(node -> new DynamicVoter(
                        FirstFiles.directoryId(spec.cluster(), node.id()),
                        node.id(),
                        node.host(),
                        node.controllerPort()))
                .toList();
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(spec.cluster())
                .setNodeId(spec.nodeId())
                .setControllerListenerName("CONTROLLER")
                .setDirectories(List.of(directory.toString()))
                .setMetadataLogDirectory(directory.toString())
                .setHasDynamicQuorum(true);
        return spec.joins() ? formatter : formatter.setInitialControllers(new DynamicVoters(voters));
    }

    private static List<String> files(Path directory) throws Exception {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.map(file -> directory.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static Properties properties(Path directory) throws Exception {
        Properties properties = new Properties();
        try (var input = Files.newInputStream(directory.resolve("meta.properties"))) {
            properties.load(input);
        }
        return properties;
    }

    private static List<ApiMessageAndVersion> features(Path directory) throws Exception {
        return new BootstrapDirectory(directory.toString())
                .read().records().stream()
                        .filter(record -> record.message() instanceof FeatureLevelRecord)
                        .toList();
    }

    /** Keys and values of all control records but the first, the header, which carries the time. */
    private static List<String> voters(Path directory) throws Exception {
        List<String> records = new ArrayList<>();
        try (FileRecords file = FileRecords.open(directory.resolve(VOTERS).toFile(), false)) {
            for (Record record : file.records()) {
                records.add(hex(record.key()) + " " + hex(record.value()));
            }
        }
        return records.subList(1, records.size());
    }

    private static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return HexFormat.of().formatHex(copy);
    }
}
