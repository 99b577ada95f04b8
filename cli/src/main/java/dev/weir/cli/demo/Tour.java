package dev.weir.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.cli.api.KafkaRest;
import dev.weir.cli.api.Management;
import dev.weir.cli.cluster.Clusters;
import dev.weir.cli.context.ClusterAccess;
import dev.weir.cli.context.Context;
import dev.weir.cli.organization.Signup;
import dev.weir.cli.records.Consumed;
import dev.weir.cli.records.RecordsOf;
import dev.weir.cli.session.Session;
import dev.weir.cli.terminal.Output;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** The beginner's lab: a topic with three lines, then events of users whose order is kept. */
final class Tour {
    private static final List<String> LINES = List.of("Good morning", "Good day", "Enjoy the Kafka lab");
    private static final List<String> EVENTS = List.of(
            "user1, login website",
            "user2, login website",
            "user1, view product 17",
            "user3, login website",
            "user2, view product 4",
            "user1, buy product 17",
            "user3, logout website",
            "user2, logout website",
            "user1, logout website");
    private static final String NEWS = "news";
    private static final String USER_EVENTS = "user-events";
    private static final String SEPARATOR = ", ";
    private static final int PARTITIONS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Session session;
    private final Output output;
    private final Steps steps;

    Tour(Session session) {
        this.session = session;
        this.output = session.output();
        this.steps = new Steps(output);
    }

    /** @return whether what was read is what was sent */
    boolean run() {
        long start = System.nanoTime();
        Context tenant = signUp();
        ClusterAccess cluster = cluster(tenant);
        var rest = new KafkaRest(cluster);
        createTopic(rest, NEWS, 1);
        long firstRecord = sendNews(rest, start);
        List<String> news = readNews(cluster);
        createTopic(rest, USER_EVENTS, PARTITIONS);
        sendEvents(cluster);
        List<Consumed> events = readEvents(rest);

        boolean newsArrived = news.equals(LINES);
        boolean eventsArrived = inOrder(events) && keysStay(events);
        boolean ok = newsArrived && eventsArrived;
        output.line("");
        output.line(ok ? "What was read is what was sent." : "What was read is NOT what was sent.");
        goOn();
        output.line("Signup to the first acknowledged record: " + firstRecord + " ms");
        if (output.json()) {
            output.object(report(ok, firstRecord, tenant, cluster, news, events));
        }
        output.flush();
        return ok;
    }

    private Context signUp() {
        String name = "demo-" + UUID.randomUUID().toString().substring(0, 8);
        String email = name + "@example.org";
        var signup = new Signup(session);
        Context tenant = steps.step(
                "A tenant signs up",
                () -> signup.use(signup.signUp(email, UUID.randomUUID().toString(), name, null, null)),
                context -> List.of("weir signup --email " + email + " --organization " + name));
        output.line("   organization " + tenant.organization() + ", environment " + tenant.environment());
        return tenant;
    }

    private ClusterAccess cluster(Context tenant) {
        var clusters = new Clusters(session);
        String environment = clusters.environment(null);
        ObjectNode spec = Management.object().put("display_name", "first").put("availability", "LOW");
        spec.putObject("config").put("kind", "Basic");
        JsonNode asked = steps.step(
                "It asks for a Kafka cluster",
                () -> clusters.create(spec, environment),
                made -> List.of("weir cluster create first"));
        String id = asked.path("id").asText();
        session.save(context -> context.using(environment, id));
        JsonNode key = steps.step(
                "and for a key to it",
                () -> clusters.createKey(id, tenant.user(), "demo"),
                made -> List.of("weir api-key create --cluster " + id));
        ClusterAccess access = clusters.keep(asked, environment, key);
        output.line("   KEY=" + access.key().id() + ":" + access.key().secret());
        output.line("   REST=" + access.http() + "/kafka/v3/clusters/" + id);
        steps.step(
                "The cluster runs: a Kafka broker of its own",
                () -> {
                    JsonNode running = clusters.awaitProvisioned(id, environment, PATIENCE);
                    Clusters.awaitKey(access);
                    return running;
                },
                running -> List.of("weir cluster show " + id));
        return access;
    }

    private void createTopic(KafkaRest rest, String topic, int partitions) {
        steps.step(
                "A topic: " + topic,
                () -> rest.createTopic(topic, partitions, Map.of()),
                made -> List.of("weir topic create " + topic + " --partitions " + partitions));
    }

    private long sendNews(KafkaRest rest, long start) {
        var acknowledged = new ArrayList<Long>();
        for (String line : LINES) {
            ObjectNode record = KafkaRest.record(null, line);
            JsonNode report = steps.step(
                    "A record goes in over HTTP: " + line,
                    () -> rest.produce(NEWS, List.of(record)).getFirst(),
                    sent -> List.of("curl -u $KEY $REST/topics/" + NEWS
                            + "/records -H 'Content-Type: application/json' -d '" + record + "'"));
            acknowledged.add(Steps.millisSince(start));
            output.line("   acknowledged in partition "
                    + report.path("partition_id").asInt() + " at offset "
                    + report.path("offset").asLong());
        }
        return acknowledged.getFirst();
    }

    private List<String> readNews(ClusterAccess cluster) {
        List<String> news = steps
                .step(
                        "They come out with the Kafka protocol",
                        () -> RecordsOf.overKafka(cluster, NEWS, LINES.size(), PATIENCE),
                        read -> List.of("weir consume " + NEWS + " --from-beginning --max " + LINES.size()))
                .stream()
                .map(Consumed::text)
                .toList();
        news.forEach(line -> output.line("   " + line));
        return news;
    }

    private void sendEvents(ClusterAccess cluster) {
        steps.step(
                "Events of three users go in with the Kafka protocol, the user as key",
                () -> RecordsOf.sendOverKafka(cluster, USER_EVENTS, EVENTS, SEPARATOR),
                sent -> List.of("printf '" + String.join("\\n", EVENTS) + "\\n' | weir produce " + USER_EVENTS
                        + " --key-separator '" + SEPARATOR + "'"));
    }

    private List<Consumed> readEvents(KafkaRest rest) {
        List<Consumed> events = steps.step(
                "They come out over HTTP",
                () -> RecordsOf.overHttp(rest, USER_EVENTS, EVENTS.size(), PATIENCE),
                read -> List.of(
                        "curl -u $KEY \"$REST/topics/" + USER_EVENTS + "/partitions/0/records?offset=0\"",
                        "weir consume " + USER_EVENTS + " --http --from-beginning --positions --key-separator '"
                                + SEPARATOR + "' --max " + EVENTS.size()));
        events.forEach(event -> output.line("   partition " + event.partition() + " offset " + event.offset() + "  "
                + event.key() + SEPARATOR + event.value()));
        partitionsOf(events)
                .forEach((user, partitions) -> output.line("   all of " + user + " in partition "
                        + partitions.stream().map(String::valueOf).collect(Collectors.joining(" and "))));
        return events;
    }

    private static Map<String, Set<Integer>> partitionsOf(List<Consumed> events) {
        var partitions = new TreeMap<String, Set<Integer>>();
        events.forEach(event -> partitions
                .computeIfAbsent(String.valueOf(event.key()), key -> new TreeSet<>())
                .add(event.partition()));
        return partitions;
    }

    static boolean keysStay(List<Consumed> events) {
        return partitionsOf(events).values().stream().allMatch(partitions -> partitions.size() == 1);
    }

    /** Each user's events, in the order in which they were sent; order among users isn't promised. */
    static boolean inOrder(List<Consumed> events) {
        var users = new HashSet<String>();
        EVENTS.forEach(event -> users.add(event.substring(0, event.indexOf(SEPARATOR))));
        return events.size() == EVENTS.size()
                && users.stream()
                        .allMatch(user -> events.stream()
                                .filter(event -> user.equals(event.key()))
                                .map(event -> event.key() + SEPARATOR + event.value())
                                .toList()
                                .equals(EVENTS.stream()
                                        .filter(event -> event.startsWith(user + SEPARATOR))
                                        .toList()));
    }

    private void goOn() {
        output.line("""

                Go on:
                  weir consume news                            then, in another terminal: weir produce news
                  weir client-config > client.properties       for any Kafka client
                  weir cluster create another --wait
                  weir status
                The platform keeps running. Stop it with: weir down
                """);
    }

    private ObjectNode report(
            boolean ok,
            long firstRecord,
            Context tenant,
            ClusterAccess cluster,
            List<String> news,
            List<Consumed> events) {
        ObjectNode report = Management.object()
                .put("ok", ok)
                .put("first_record_ms", firstRecord)
                .put("organization", tenant.organization())
                .put("environment", tenant.environment())
                .put("cluster", cluster.id());
        report.set("steps", steps.json());
        ObjectNode lines = report.putObject("news");
        LINES.forEach(lines.putArray("sent")::add);
        news.forEach(lines.putArray("read")::add);
        var read = JsonNodeFactory.instance.arrayNode();
        events.forEach(event -> read.add(event.json()));
        report.set("events", read);
        return report;
    }
}
