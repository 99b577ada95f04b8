package dev.weir.broker.format;

import dev.weir.tenants.broker.BrokerNode;
import dev.weir.tenants.broker.BrokerSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.MetadataRecordSerde;
import org.apache.kafka.metadata.bootstrap.BootstrapDirectory;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaProperties;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.properties.MetaPropertiesVersion;
import org.apache.kafka.metadata.properties.PropertiesUtils;
import org.apache.kafka.raft.DynamicVoter;
import org.apache.kafka.raft.DynamicVoters;
import org.apache.kafka.raft.VoterSet;
import org.apache.kafka.server.common.ApiMessageAndVersion;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.KRaftVersion;
import org.apache.kafka.server.common.MetadataVersion;
import org.apache.kafka.snapshot.FileRawSnapshotWriter;
import org.apache.kafka.snapshot.RecordsSnapshotWriter;
import org.apache.kafka.snapshot.Snapshots;

/**
 * The files of a formatted folder, the same as Kafka's {@code Formatter} writes with a dynamic quorum, and more first
 * records. The Formatter takes 8 MB for each file: four of them blow up a small heap for the rest of the process's
 * life, 31 MB of memory in each broker. A test compares what both write.
 */
final class FirstFiles {
    private static final String CONTROLLER_LISTENER = "CONTROLLER";
    private static final int BATCH_BYTES = 64 * 1024;

    private final BrokerSpec spec;
    private final Path directory;

    FirstFiles(BrokerSpec spec) {
        this.spec = spec;
        this.directory = Path.of(spec.dataDirectory());
    }

    /** The properties go last: with them the folder counts as formatted. */
    void write() throws IOException {
        writeFirstRecords();
        if (!spec.joins()) {
            writeVoters();
        }
        writeProperties();
    }

    private void writeFirstRecords() throws IOException {
        write(directory, KRaftVersion.KRAFT_VERSION_0, Optional.empty(), records());
        Files.move(
                Snapshots.snapshotPath(directory, Snapshots.BOOTSTRAP_SNAPSHOT_ID),
                directory.resolve(BootstrapDirectory.BINARY_BOOTSTRAP_FILENAME),
                StandardCopyOption.ATOMIC_MOVE);
    }

    private void writeVoters() throws IOException {
        Path log = Files.createDirectories(directory.resolve("__cluster_metadata-0"));
        VoterSet voters = new DynamicVoters(
                        spec.foundingNodes().stream().map(this::voter).toList())
                .toVoterSet(CONTROLLER_LISTENER);
        write(log, KRaftVersion.KRAFT_VERSION_1, Optional.of(voters), List.of());
    }

    private void writeProperties() throws IOException {
        MetaProperties properties = new MetaProperties.Builder()
                .setVersion(MetaPropertiesVersion.V1)
                .setClusterId(spec.cluster())
                .setNodeId(spec.nodeId())
                .setDirectoryId(directoryId(spec.cluster(), spec.nodeId()))
                .build();
        PropertiesUtils.writePropertiesFile(
                properties.toProperties(),
                directory.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME).toString(),
                true);
    }

    private List<ApiMessageAndVersion> records() {
        MetadataVersion release = MetadataVersion.latestProduction();
        Map<String, Short> features = new TreeMap<>();
        for (Feature feature : Feature.PRODUCTION_FEATURES) {
            features.put(feature.featureName(), feature.defaultLevel(release));
        }
        features.put(KRaftVersion.FEATURE_NAME, KRaftVersion.KRAFT_VERSION_1.featureLevel());
        List<ApiMessageAndVersion> records = new ArrayList<>(
                BootstrapMetadata.fromVersions(release, features, "weir").records());
        records.addAll(new FirstRecords(spec).all());
        return records;
    }

    private static void write(
            Path folder, KRaftVersion version, Optional<VoterSet> voters, List<ApiMessageAndVersion> records) {
        RecordsSnapshotWriter.Builder builder = new RecordsSnapshotWriter.Builder()
                .setLastContainedLogTimestamp(Time.SYSTEM.milliseconds())
                .setMaxBatchSizeBytes(BATCH_BYTES)
                .setRawSnapshotWriter(FileRawSnapshotWriter.create(folder, Snapshots.BOOTSTRAP_SNAPSHOT_ID))
                .setKraftVersion(version)
                .setVoterSet(voters);
        try (RecordsSnapshotWriter<ApiMessageAndVersion> writer = builder.build(MetadataRecordSerde.INSTANCE)) {
            writer.append(records);
            writer.freeze();
        }
    }

    private DynamicVoter voter(BrokerNode node) {
        return new DynamicVoter(directoryId(spec.cluster(), node.id()), node.id(), node.host(), node.controllerPort());
    }

    /** Each node formats alone and has to know the others' ids, so they follow from the names. */
    static Uuid directoryId(String cluster, int node) {
        try {
            ByteBuffer digest = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256")
                    .digest((cluster + "/" + node).getBytes(StandardCharsets.UTF_8)));
            return new Uuid(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
