package dev.weir.controlplane.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.controlplane.testing.ControlPlaneProcess;
import dev.weir.controlplane.testing.PlatformKafka;
import dev.weir.controlplane.testing.PlatformRecords;
import dev.weir.controlplane.testing.PostgresServer;
import dev.weir.tenants.events.PlatformTopic;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two control planes, as processes, on one Postgres and one Kafka; each of the four is taken away in turn. */
class OutboxIT {
    private static final int KEYS = 7;
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Map<String, String> CONFIG = Map.of("weir.outbox.settle", "10s");

    private static PostgresServer postgres;
    private static PlatformKafka kafka;
    private static ControlPlaneProcess one;
    private static ControlPlaneProcess two;

    private PlatformRecords records;
    private int written;

    @BeforeAll
    static void startPlatform() {
        postgres = new PostgresServer();
        kafka = new PlatformKafka();
        one = new ControlPlaneProcess(postgres, kafka, CONFIG);
        two = new ControlPlaneProcess(postgres, kafka, CONFIG);
    }

    @AfterAll
    static void stopPlatform() {
        one.close();
        two.close();
        kafka.close();
        postgres.close();
    }

    @BeforeEach
    void openTopic() {
        kafka.empty();
        records = new PlatformRecords(kafka, PlatformTopic.CLUSTERS);
    }

    @AfterEach
    void closeTopic() {
        records.close();
    }

    @Test
    void theOtherTakesOverFromAKilledOneAndOnceThatHasSettledSendsEachRecordOnceAndInOrder() throws SQLException {
        write(500);
        ControlPlaneProcess killed = sending();
        killed.kill();
        long since = System.nanoTime();
        write(500);
        awaitEmptyOutbox();
        System.out.printf("publisher killed: the other had sent all after %d ms%n", millisSince(since));
        assertEverythingArrived();

        write(1);
        int marker = written - 1;
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(numbers().filter(number -> number == marker))
                        .as("sent once more when nothing of the killed one can be on its way")
                        .hasSize(2));
        write(2_000);
        awaitEmptyOutbox();
        assertEverythingArrived();
        assertThat(numbers().filter(number -> number > marker))
                .containsExactlyElementsOf(
                        IntStream.range(marker + 1, written).boxed().toList());

        killed.close();
        ControlPlaneProcess again = new ControlPlaneProcess(postgres, kafka, CONFIG);
        if (killed == one) {
            one = again;
        } else {
            two = again;
        }
    }

    @Test
    void whoeverIsFrozenLosesItsPlaceAndWritesNothingOldAfterwards() throws SQLException {
        write(10);
        awaitEmptyOutbox();
        ControlPlaneProcess frozen = sending();
        frozen.freeze();
        write(10);

        awaitEmptyOutbox();
        frozen.thaw();
        assertThat(sending()).isNotSameAs(frozen);
        write(10);
        awaitEmptyOutbox();
        assertEverythingArrived();
    }

    @Test
    void recordsWaitWhileKafkaIsAwayAndAreSentOnceItIsBack() throws SQLException {
        write(100);
        kafka.kill();
        write(100);
        // Longer than one attempt to deliver lasts.
        await().pollDelay(Duration.ofSeconds(7)).until(() -> true);
        kafka.start();
        long back = System.nanoTime();

        awaitEmptyOutbox();
        System.out.printf("Kafka back: all sent after %d ms%n", millisSince(back));
        assertEverythingArrived();
    }

    @Test
    void sendingGoesOnWhenPostgresIsBack() throws SQLException {
        write(100);
        postgres.stop();
        await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
        postgres.start();
        long back = System.nanoTime();
        write(100);

        awaitEmptyOutbox();
        System.out.printf("Postgres back: all sent after %d ms%n", millisSince(back));
        assertEverythingArrived();
    }

    private static long millisSince(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
    }

    /** Whose session holds the lock. */
    private static ControlPlaneProcess sending() {
        String session = await().atMost(LONG).until(OutboxIT::lockHolder, holder -> !holder.isEmpty());
        return session.endsWith(" " + one.pid()) ? one : two;
    }

    private static String lockHolder() throws SQLException {
        try (Connection connection = postgres.connect();
                var statement = connection.createStatement();
                ResultSet holder = statement.executeQuery("""
                        select application_name from pg_locks join pg_stat_activity using (pid)
                        where locktype = 'advisory' and application_name like 'weir-outbox %'""")) {
            return holder.next() ? holder.getString(1) : "";
        }
    }

    /** Three to a transaction; the payload is the number. */
    private void write(int count) throws SQLException {
        try (Connection connection = postgres.connect();
                var insert = connection.prepareStatement("""
                        with added as (insert into outbox (topic, record_key, payload) values (?, ?, ?))
                        select pg_notify('weir_outbox', '')""")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < count; i++) {
                insert.setString(1, PlatformTopic.CLUSTERS.topicName());
                insert.setString(2, key(written));
                insert.setString(3, String.valueOf(written));
                insert.execute();
                written++;
                if (written % 3 == 0) {
                    connection.commit();
                }
            }
            connection.commit();
        }
    }

    private static String key(int number) {
        return "lkc-" + number % KEYS;
    }

    private void awaitEmptyOutbox() {
        await().atMost(LONG).pollInterval(Duration.ofMillis(10)).untilAsserted(() -> {
            try (Connection connection = postgres.connect();
                    var statement = connection.createStatement();
                    ResultSet count = statement.executeQuery("select count(*) from outbox")) {
                assertThat(count.next()).isTrue();
                assertThat(count.getInt(1)).isZero();
            }
        });
    }

    /** Some perhaps twice, but the last of each key is the latest. */
    private void assertEverythingArrived() {
        List<Integer> all = IntStream.range(0, written).boxed().toList();
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(new TreeSet<>(numbers().toList())).containsExactlyElementsOf(all));
        for (int number = written - KEYS; number < written; number++) {
            assertThat(records.values(key(number)).getLast()).isEqualTo(String.valueOf(number));
        }
    }

    private Stream<Integer> numbers() {
        return records.sofar().stream().map(ConsumerRecord::value).map(Integer::parseInt);
    }
}
