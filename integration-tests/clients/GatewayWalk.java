import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import own.gateway.ApiClient;
import own.gateway.ApiException;
import own.gateway.api.BrokersApi;
import own.gateway.api.ClustersApi;
import own.gateway.api.ConsumerGroupsApi;
import own.gateway.api.ConsumersApi;
import own.gateway.api.TopicsApi;
import own.gateway.api.WeirApi;
import own.gateway.model.BatchEntry;
import own.gateway.model.BatchReport;
import own.gateway.model.CreateTopicRequest;
import own.gateway.model.Data;
import own.gateway.model.EventAcknowledgement;
import own.gateway.model.Header;
import own.gateway.model.NewConsumer;
import own.gateway.model.Offset;
import own.gateway.model.Offsets;
import own.gateway.model.OlderRecord;
import own.gateway.model.OlderRecords;
import own.gateway.model.OlderReport;
import own.gateway.model.Partition;
import own.gateway.model.Partitions;
import own.gateway.model.RecordBatch;
import own.gateway.model.RecordPage;
import own.gateway.model.RecordView;
import own.gateway.model.RecordsView;
import own.gateway.model.Subscribe;
import own.gateway.model.TokenRequest;
import own.gateway.model.TokenView;

/**
 * Calls every operation of the gateway that Confluent's description of Kafka REST doesn't have, by a client that
 * openapi-generator has made of the gateway's own description, and says of each what it was answered. It isn't compiled
 * with the project but with that client. Arguments: the gateway, cluster, key, its secret, a topic with two records, and
 * a consumer group that reads it.
 */
public final class GatewayWalk {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TOPIC = "gateway-walk";
    private static final String GROUP = "gateway-walkers";

    private final String http;
    private final String lkc;
    private final ApiClient client;

    /** What a stream has sent, by the standard of server-sent events. */
    private record Event(String id, RecordView data) {}

    /** Streams don't end by themselves. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @FunctionalInterface
    private interface Call {
        void with(ApiClient client) throws ApiException;
    }

    private GatewayWalk(String http, String lkc, String authorization) {
        this.http = http;
        this.lkc = lkc;
        this.client = client(authorization);
    }

    public static void main(String[] arguments) throws Exception {
        String basic = "Basic "
                + Base64.getEncoder()
                        .encodeToString((arguments[2] + ":" + arguments[3]).getBytes(StandardCharsets.UTF_8));
        var walk = new GatewayWalk(arguments[0], arguments[1], basic);
        walk.clusterAndBrokers(arguments[4]);
        walk.assignments(arguments[5], arguments[4]);
        walk.records();
        walk.streamOfTopic(basic);
        walk.streamOfGroup(basic);
        walk.consumer();
        walk.tokens();
        System.out.println("walked");
    }

    private ApiClient client(String authorization) {
        var made = new ApiClient();
        made.updateBaseUri(http);
        made.setRequestInterceptor(request -> request.header("Authorization", authorization));
        made.setResponseInterceptor(GatewayWalk::say);
        return made;
    }

    private static void say(HttpResponse<InputStream> answer) {
        System.out.println("answered " + answer.statusCode() + " " + answer.request().method() + " "
                + answer.uri().getRawPath());
    }

    private void clusterAndBrokers(String topic) throws Exception {
        check(only(new ClustersApi(client).listClusters().getData()).getClusterId().equals(lkc), "the key's cluster");
        var brokers = new BrokersApi(client);
        int broker = only(brokers.listBrokers(lkc).getData()).getBrokerId();
        check(brokers.getBroker(lkc, broker).getClusterId().equals(lkc), "its broker");
        check(status(() -> brokers.getBroker(lkc, broker + 100)) == 404, "and no other");
        check(
                brokers.listPartitionReplicasOfBroker(lkc, broker).getData().stream()
                        .anyMatch(it -> it.getTopicName().equals(topic)),
                "the topic is there");
        var topics = new TopicsApi(client);
        check(only(topics.listReplicasOfPartitionOfTopic(lkc, topic, 0).getData()).getIsLeader(), "one copy, which leads");
        check(topics.getReplicaOfPartitionOfTopic(lkc, topic, 0, broker).getIsInSync(), "and is in sync");
        check(topics.listReassignmentOfAllPartitionsOfAllTopics(lkc).getData().isEmpty(), "nothing moves");
        check(topics.listReassignmentOfAllPartitionsOfTopic(lkc, topic).getData().isEmpty(), "nothing of the topic");
        check(status(() -> topics.listReassignmentOfPartitionOfTopic(lkc, topic, 0)) == 404, "nor its partition");
    }

    private void assignments(String group, String topic) throws Exception {
        var groups = new ConsumerGroupsApi(client);
        String member =
                only(groups.listConsumersOfConsumerGroup(lkc, group).getData()).getConsumerId();
        var assigned = only(groups.listAssignmentsOfConsumerOfConsumerGroup(lkc, group, member).getData());
        check(assigned.getTopicName().equals(topic) && assigned.getPartitionId() == 0, "what the consumer reads");
        check(
                groups.getPartitionOfAssignmentOfConsumerOfConsumerGroup(lkc, group, member, topic, 0)
                        .equals(assigned),
                "the same by its name");
        check(
                status(() -> groups.getPartitionOfAssignmentOfConsumerOfConsumerGroup(lkc, group, member, topic, 1))
                        == 404,
                "and nothing else");
    }

    /** Records 0 to 4 of the topic's only partition; their values are {@code {"n": 0}} to {@code {"n": 4}}. */
    private void records() throws Exception {
        var topics = new TopicsApi(client);
        topics.createTopics(lkc, new CreateTopicRequest().topicName(TOPIC).partitionsCount(1));
        String header = Base64.getEncoder().encodeToString("walk".getBytes(StandardCharsets.UTF_8));
        BatchReport batch = topics.produceBatch(
                lkc,
                TOPIC,
                new RecordBatch()
                        .entries(List.of(
                                entry("first", 0).addHeadersItem(new Header().name("by").value(header)),
                                entry("second", 1),
                                entry("lost", 9).partitionId(7))));
        check(
                batch.getSuccesses().stream()
                        .map(it -> it.getId() + it.getOffset())
                        .toList()
                        .equals(List.of("first0", "second1")),
                "two are written");
        check(only(batch.getFailures()).getId().equals("lost"), "one is for a partition that there isn't");
        OlderReport byKey = topics.produceToTopic(TOPIC, older(2));
        check(only(byKey.getOffsets()).getOffset() == 2, "the third");
        OlderReport both = topics.produceToPartition(TOPIC, 0, older(3, 4));
        check(both.getOffsets().getLast().getOffset() == 4 && both.getOffsets().size() == 2, "two more");
        check(status(() -> topics.produceToPartition(TOPIC, 7, older(9))) == 404, "no such partition");

        RecordPage page = topics.listRecordsOfPartitionOfTopic(lkc, TOPIC, 0, "json", null, "earliest", null, null);
        check(numbers(page.getData()).equals(List.of(0, 1, 2, 3, 4)), "all come back");
        RecordView first = page.getData().getFirst();
        check(first.getKey().getData().equals("key of first"), "with its key");
        check(only(first.getHeaders()).getValue().equals(header), "and its header");
        check(page.getNextOffset() == 5, "where to go on");
        RecordPage rest = topics.listRecordsOfPartitionOfTopic(lkc, TOPIC, 0, null, null, "3", null, null);
        check(numbers(rest.getData()).equals(List.of(3, 4)), "from the third on");
        RecordPage one = topics.listRecordsOfPartitionOfTopic(lkc, TOPIC, 0, null, 1, "earliest", null, null);
        check(numbers(one.getData()).equals(List.of(0)), "as many bytes as are asked for");
    }

    private static BatchEntry entry(String id, int number) {
        return new BatchEntry()
                .id(id)
                .key(new Data().type("JSON").data("key of " + id))
                .value(new Data().type("JSON").data(Map.of("n", number)));
    }

    private static OlderRecords older(int... numbers) {
        var records = new OlderRecords();
        for (int number : numbers) {
            records.addRecordsItem(new OlderRecord().key("k").value(Map.of("n", number)));
        }
        return records;
    }

    private static List<Integer> numbers(Collection<RecordView> records) {
        return records.stream().map(it -> number(it.getValue().getData())).toList();
    }

    private static int number(Object value) {
        return (Integer) ((Map<?, ?>) value).get("n");
    }

    private void streamOfTopic(String authorization) throws Exception {
        List<Event> all = events(
                authorization,
                5,
                it -> new TopicsApi(it).followTopic(lkc, TOPIC, "earliest", null, null, null, null, null),
                _ -> {});
        check(numbersOf(all).equals(List.of(0, 1, 2, 3, 4)), "all as events");
        List<Event> rest = events(
                authorization,
                2,
                it -> new TopicsApi(it)
                        .followTopic(lkc, TOPIC, null, null, null, null, all.get(2).id(), null),
                _ -> {});
        check(numbersOf(rest).equals(List.of(3, 4)), "on behind the last id");
    }

    private void streamOfGroup(String authorization) throws Exception {
        var groups = new ConsumerGroupsApi(client);
        List<Event> first = events(authorization, 4, it -> follow(it, null), shown -> {
            acknowledge(GROUP, shown.get(1).id());
            check(status(() -> acknowledge("others", shown.get(2).id())) == 404, "another group's");
        });
        check(numbersOf(first).equals(List.of(0, 1, 2, 3)), "four for the group");
        check(
                groups.getPartitionOfLagOfConsumerGroup(lkc, GROUP, TOPIC, 0).getCurrentOffset() == 2,
                "two are acknowledged");
        List<Event> again = events(authorization, 2, it -> follow(it, null), _ -> {});
        check(numbersOf(again).equals(List.of(2, 3)), "the others come again");
        List<Event> last = events(authorization, 1, it -> follow(it, again.getLast().id()), _ -> {});
        check(numbersOf(last).equals(List.of(4)), "to come back with an id is to acknowledge it");
    }

    private void follow(ApiClient streaming, String last) throws ApiException {
        new ConsumerGroupsApi(streaming).followAsGroup(lkc, GROUP, TOPIC, "earliest", null, last, null);
    }

    private Void acknowledge(String group, String id) {
        try {
            new ConsumerGroupsApi(client).acknowledgeEvents(lkc, group, new EventAcknowledgement().id(id));
            return null;
        } catch (ApiException e) {
            throw new Refused(e);
        }
    }

    /** For where no checked exception fits. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(ApiException why) {
            super(why);
        }
    }

    /**
     * As many events as are wanted, and what to do while the stream is there. The generated client would wait for the
     * end of the stream before it gives anything back, so they are taken where it shows the answer.
     */
    private List<Event> events(String authorization, int count, Call call, Consumer<List<Event>> meanwhile)
            throws ApiException {
        List<Event> events = new ArrayList<>();
        ApiClient streaming = client(authorization);
        streaming.setResponseInterceptor(answer -> {
            say(answer);
            if (answer.statusCode() == 200) {
                try (InputStream body = answer.body()) {
                    take(body, count, events);
                    meanwhile.accept(events);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                throw new Enough();
            }
        });
        try {
            call.with(streaming);
        } catch (Enough _) {
            return events;
        }
        throw new IllegalStateException("no stream");
    }

    private void take(InputStream body, int count, List<Event> events) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        String id = "";
        while (events.size() < count) {
            String line = lines.readLine();
            check(line != null, "an event before the stream ends");
            if (line.startsWith("id: ")) {
                id = line.substring("id: ".length());
            } else if (line.startsWith("data: ")) {
                String data = line.substring("data: ".length());
                events.add(new Event(id, client.getObjectMapper().readValue(data, RecordView.class)));
            }
        }
    }

    private static List<Integer> numbersOf(List<Event> events) {
        return numbers(events.stream().map(Event::data).toList());
    }

    private void consumer() throws Exception {
        var consumers = new ConsumersApi(client);
        String group = "older-walkers";
        String name = "one";
        var wanted = new NewConsumer()
                .name(name)
                .format("json")
                .autoOffsetReset("earliest")
                .autoCommitEnable("false");
        check(
                consumers.createConsumer(group, wanted).getBaseUri().endsWith("/consumers/" + group + "/instances/" + name),
                "where the consumer is");
        check(status(() -> consumers.createConsumer(group, wanted)) == 409, "its name is taken");
        consumers.createSubscriptionOfInstanceOfConsumer(group, name, new Subscribe().addTopicsItem(TOPIC));
        check(consumers.listSubscriptionOfInstanceOfConsumer(group, name).getTopics().equals(List.of(TOPIC)), "its topic");
        check(read(consumers, group, name, 5).equals(List.of(0, 1, 2, 3, 4)), "all records");
        check(assigned(consumers, group, name).equals(List.of(TOPIC + 0)), "its partition");

        consumers.createPositionsOfInstanceOfConsumer(group, name, at(3));
        check(read(consumers, group, name, 2).equals(List.of(3, 4)), "from where it was put");
        var partition = new Partitions().addPartitionsItem(new Partition().topic(TOPIC).partition(0));
        consumers.createEndOfInstanceOfConsumer(group, name, partition);
        check(consumers.listRecordsOfInstanceOfConsumer(group, name, null, 300).isEmpty(), "nothing behind the end");
        consumers.createBeginningOfInstanceOfConsumer(group, name, partition);
        check(read(consumers, group, name, 1).getFirst() == 0, "the beginning");

        // What is committed is the last record that was done.
        consumers.createOffsetsOfInstanceOfConsumer(group, name, at(2));
        check(
                only(consumers.listOffsetsOfInstanceOfConsumer(group, name, partition).getOffsets()).getOffset() == 3,
                "where to go on");
        consumers.deleteSubscriptionOfInstanceOfConsumer(group, name);
        check(consumers.listSubscriptionOfInstanceOfConsumer(group, name).getTopics().isEmpty(), "no topic any more");
        consumers.createAssignmentsOfInstanceOfConsumer(group, name, partition);
        check(assigned(consumers, group, name).equals(List.of(TOPIC + 0)), "a partition by hand");
        check(read(consumers, group, name, 2).equals(List.of(3, 4)), "from what is committed");
        consumers.deleteInstanceOfConsumer(group, name);
        check(status(() -> consumers.listSubscriptionOfInstanceOfConsumer(group, name)) == 404, "gone");
    }

    private static Offsets at(long offset) {
        return new Offsets().addOffsetsItem(new Offset().topic(TOPIC).partition(0).offset(offset));
    }

    private static List<Integer> read(ConsumersApi consumers, String group, String name, int count) throws Exception {
        List<Integer> numbers = new ArrayList<>();
        Instant end = Instant.now().plus(PATIENCE);
        while (numbers.size() < count) {
            check(Instant.now().isBefore(end), count + " records");
            for (RecordsView record : consumers.listRecordsOfInstanceOfConsumer(group, name, null, null)) {
                check(record.getTopic().equals(TOPIC) && record.getOffset() == number(record.getValue()), "its offset");
                numbers.add(number(record.getValue()));
            }
        }
        return numbers;
    }

    private static List<String> assigned(ConsumersApi consumers, String group, String name) throws Exception {
        return consumers.listAssignmentsOfInstanceOfConsumer(group, name).getPartitions().stream()
                .map(it -> it.getTopic() + it.getPartition())
                .toList();
    }

    private void tokens() throws Exception {
        TokenView token = new WeirApi(client)
                .createToken(new TokenRequest()
                        .addTopicsItem(TOPIC)
                        .addOperationsItem("READ")
                        .minutes(1));
        check(token.getClusterId().equals(lkc) && token.getTopics().equals(List.of(TOPIC)), "a token for one topic");
        check(Instant.parse(token.getExpiresAt()).isAfter(Instant.now()), "which ends later");
        ApiClient lent = client(token.getTokenType() + " " + token.getToken());
        var topics = new TopicsApi(lent);
        check(
                topics.listRecordsOfPartitionOfTopic(lkc, TOPIC, 0, null, null, null, null, null)
                                .getData()
                                .size()
                        == 5,
                "reading is allowed");
        check(
                status(() -> topics.produceBatch(lkc, TOPIC, new RecordBatch().addEntriesItem(entry("no", 9)))) == 403,
                "writing isn't");
        check(
                status(() -> new WeirApi(lent)
                                .createToken(new TokenRequest().addTopicsItem(TOPIC).addOperationsItem("READ")))
                        == 401,
                "nor is making a token");
    }

    private static <T> T only(Collection<T> all) {
        check(all.size() == 1, "one, but there are " + all.size());
        return all.iterator().next();
    }

    private static int status(Callable<?> question) {
        try {
            question.call();
            return 200;
        } catch (Refused e) {
            return ((ApiException) e.getCause()).getCode();
        } catch (ApiException e) {
            return e.getCode();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("expected, but not so: " + what);
        }
    }
}
