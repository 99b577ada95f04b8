import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Kafka's own Java client; the same source against old and new ones. Arguments: bootstrap, key, secret, and settings of
 * consumers as name=value.
 */
public final class JavaWalk {
    private static final int KEYED = 20;
    private static final int PLAIN = 5;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Map<String, Object> login = new HashMap<>();
    private final Map<String, String> consumerSettings = new HashMap<>();
    private final String topic = "java-" + UUID.randomUUID().toString().substring(0, 8);
    private final String group = topic + "-group";
    private final List<TopicPartition> partitions =
            List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));

    private JavaWalk(String[] arguments) {
        login.put("bootstrap.servers", arguments[0]);
        login.put("security.protocol", "SASL_PLAINTEXT");
        login.put("sasl.mechanism", "PLAIN");
        login.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(arguments[1], arguments[2]));
        for (int i = 3; i < arguments.length; i++) {
            String[] setting = arguments[i].split("=", 2);
            consumerSettings.put(setting[0], setting[1]);
        }
    }

    public static void main(String[] arguments) throws Exception {
        new JavaWalk(arguments).walk();
        System.out.println("walked: topics, callbacks, groups, commit, reset, transactions");
    }

    private void walk() throws Exception {
        try (Admin admin = Admin.create(login)) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get(30, TimeUnit.SECONDS);
            // A broker hears of it a moment after its controller.
            until("the topic is listed", () -> isListed(admin));
            var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            var settings = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            check(settings.get("retention.ms") != null, "retention.ms is told");
            produce();
            Set<String> read = readInGroups(admin);
            resetAndReadAgain(admin, read);
            transactions();
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }

    private void produce() {
        var told = new AtomicInteger();
        try (var producer = producer(Map.of("acks", "all"))) {
            for (int i = 0; i < KEYED + PLAIN; i++) {
                producer.send(
                        new ProducerRecord<>(topic, i < KEYED ? "user" + i % 3 : null, "event " + i),
                        (metadata, failure) -> {
                            check(failure == null, "acknowledged: " + failure);
                            told.incrementAndGet();
                        });
            }
        }
        check(told.get() == KEYED + PLAIN, "all are acknowledged: " + told);
    }

    private Set<String> readInGroups(Admin admin) throws Exception {
        try (var first = consumer(Map.of("group.id", group))) {
            first.subscribe(List.of(topic));
            List<ConsumerRecord<String, String>> records = read(first, KEYED + PLAIN);
            var places = new HashMap<String, Integer>();
            for (var record : records) {
                Integer place = record.key() == null ? null : places.putIfAbsent(record.key(), record.partition());
                check(place == null || place == record.partition(), "a key stays in its partition");
            }
            first.commitSync();
            try (var second = consumer(Map.of("group.id", group))) {
                second.subscribe(List.of(topic));
                until("two consumers have a partition each", () -> {
                    first.poll(POLL);
                    second.poll(POLL);
                    return first.assignment().size() == 1 && second.assignment().size() == 1;
                });
            }
            return values(records);
        }
    }

    private void resetAndReadAgain(Admin admin, Set<String> expected) throws Exception {
        var committed = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
        check(
                committed.values().stream().mapToLong(OffsetAndMetadata::offset).sum() == KEYED + PLAIN,
                "what was committed is remembered: " + committed);
        admin.alterConsumerGroupOffsets(
                        group, partitions.stream().collect(Collectors.toMap(it -> it, it -> new OffsetAndMetadata(0))))
                .all()
                .get();
        try (var again = consumer(Map.of("group.id", group))) {
            again.subscribe(List.of(topic));
            check(values(read(again, KEYED + PLAIN)).equals(expected), "the same records again");
        }
    }

    private void transactions() throws Exception {
        try (var producer = producer(Map.of("transactional.id", topic))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, "aborted")).get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, "committed"));
            producer.commitTransaction();
        }
        try (var reader = consumer(Map.of("isolation.level", "read_committed"))) {
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Set<String> seen = values(read(reader, KEYED + PLAIN + 1));
            check(seen.contains("committed") && !seen.contains("aborted"), "only what was committed: " + seen);
        }
    }

    private KafkaProducer<String, String> producer(Map<String, Object> more) {
        var settings = new HashMap<>(login);
        settings.putAll(more);
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    private KafkaConsumer<String, String> consumer(Map<String, Object> more) {
        var settings = new HashMap<>(login);
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", "false");
        if (more.containsKey("group.id")) {
            settings.putAll(consumerSettings);
        }
        settings.putAll(more);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }

    private static List<ConsumerRecord<String, String>> read(KafkaConsumer<String, String> consumer, int count) {
        var records = new ArrayList<ConsumerRecord<String, String>>();
        until(count + " records are read", () -> {
            consumer.poll(POLL).forEach(records::add);
            return records.size() >= count;
        });
        check(records.size() == count, "no more than " + count + " records: " + records.size());
        return records;
    }

    private static Set<String> values(Collection<ConsumerRecord<String, String>> records) {
        return records.stream().map(ConsumerRecord::value).collect(Collectors.toSet());
    }

    private static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            check(System.nanoTime() < deadline, what + " within " + LIMIT.toSeconds() + " s");
        }
    }

    private boolean isListed(Admin admin) {
        try {
            return admin.listTopics().names().get().contains(topic);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
