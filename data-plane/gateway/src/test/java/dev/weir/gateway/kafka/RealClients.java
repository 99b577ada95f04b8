package dev.weir.gateway.kafka;

import static dev.weir.gateway.kafka.KafkaTestbed.ANNAS_KEY;
import static dev.weir.gateway.kafka.KafkaTestbed.SECRET;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;

/** What clients do all day, at some address: Java's, and kcat's (librdkafka) where there is one. */
final class RealClients {
    private static final Path KCAT = Path.of("/usr/bin/kcat");

    private RealClients() {}

    static void work(String bootstrap) throws Exception {
        Map<String, Object> there = Map.of("bootstrap.servers", bootstrap);
        String topic = "worked-" + UUID.randomUUID();
        Map<String, Object> settings = Clients.settings(ANNAS_KEY, SECRET);
        settings.putAll(there);
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            produce(there, topic);
            for (String protocol : List.of("classic", "consumer")) {
                consume(there, topic, protocol);
            }
            administer(admin, topic);
            kcat(bootstrap, topic);
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }

    private static void produce(Map<String, Object> there, String topic) throws Exception {
        Map<String, Object> transactional =
                Map.of("bootstrap.servers", there.get("bootstrap.servers"), "transactional.id", "tx-" + topic);
        try (var producer = Clients.producer(ANNAS_KEY, there);
                var transactions = Clients.producer(ANNAS_KEY, transactional)) {
            producer.send(new ProducerRecord<>(topic, "a key", "a value")).get();
            transactions.initTransactions();
            transactions.beginTransaction();
            var _ = transactions.send(new ProducerRecord<>(topic, "in a transaction"));
            transactions.commitTransaction();
        }
    }

    private static void consume(Map<String, Object> there, String topic, String protocol) {
        Map<String, Object> more =
                Map.of("bootstrap.servers", there.get("bootstrap.servers"), "group.protocol", protocol);
        try (var consumer = Clients.consumer(ANNAS_KEY, "group-" + protocol + topic, more)) {
            consumer.subscribe(List.of(topic));
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            int read = 0;
            while (read < 2 && System.nanoTime() < end) {
                read += consumer.poll(Duration.ofMillis(200)).count();
            }
            consumer.commitSync();
        }
    }

    private static void administer(Admin admin, String topic) throws Exception {
        var partition = new TopicPartition(topic, 0);
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var change = new AlterConfigOp(new ConfigEntry("retention.ms", "3600000"), AlterConfigOp.OpType.SET);
        admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(2))).all().get();
        admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all().get();
        admin.describeConfigs(List.of(resource)).all().get();
        admin.describeTopics(List.of(topic)).allTopicNames().get();
        admin.listOffsets(Map.of(partition, OffsetSpec.latest())).all().get();
        admin.listGroups().all().get();
        admin.describeConsumerGroups(List.of("group-classic" + topic)).all().get();
        admin.alterConsumerGroupOffsets("group-classic" + topic, Map.of(partition, new OffsetAndMetadata(0)))
                .all()
                .get();
        admin.listTransactions().all().get();
        admin.describeAcls(AclBindingFilter.ANY).values().get();
        admin.describeLogDirs(List.of(0)).allDescriptions().get();
        admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(1)))
                .all()
                .get();
        admin.describeCluster().clusterId().get();
    }

    private static void kcat(String bootstrap, String topic) throws IOException, InterruptedException {
        if (!Files.isExecutable(KCAT)) {
            return;
        }
        for (List<String> what : List.of(List.of("-P", "-t", topic), List.of("-C", "-t", topic, "-e"), List.of("-L"))) {
            var command = new ArrayList<>(List.of(
                    KCAT.toString(),
                    "-b",
                    bootstrap,
                    "-X",
                    "security.protocol=SASL_PLAINTEXT",
                    "-X",
                    "sasl.mechanisms=PLAIN",
                    "-X",
                    "sasl.username=" + ANNAS_KEY,
                    "-X",
                    "sasl.password=" + SECRET));
            command.addAll(what);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var input = process.outputWriter()) {
                input.write("a line\n");
            } catch (IOException e) {
                // It doesn't listen.
            }
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }
}
