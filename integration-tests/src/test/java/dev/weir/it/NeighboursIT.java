package dev.weir.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tenants come, change and go; the connections of those who are there stay open. */
class NeighboursIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final boolean SOAK = Boolean.getBoolean("weir.soak");
    private static final int RESIDENTS = SOAK ? 60 : 12;
    private static final int NEWCOMERS = SOAK ? 30 : 6;
    private static final int AT_ONCE = 3;
    /** Sixty brokers and their clients leave little of two cores, and who waits for seconds connects anew by itself. */
    private static final int RECORDS_PER_SECOND = SOAK ? 10 : 50;

    private static final int SOME = RECORDS_PER_SECOND;
    private static final int LISTENERS = 4;
    private static final String ESTABLISHED = "01";
    private static final int HEX = 16;

    @Test
    void noConnectionOfAnotherTenantClosesWhileTenantsComeChangeAndGo() {
        LocalWeir weir = LocalWeir.shared();
        List<Tenant> residents = inParallel(RESIDENTS, () -> resident(weir));
        List<SteadyProducer> producers = residents.stream()
                .map(resident -> new SteadyProducer(resident, "steady", 1, RECORDS_PER_SECOND))
                .toList();
        try {
            flow(producers, "before anybody comes");
            Set<String> sockets = socketsOfTheGateway(weir);
            flow(producers, "and go on");
            // Without those that were about to close: of the clients that made the topics.
            sockets.retainAll(socketsOfTheGateway(weir));
            assertThat(sockets).hasSizeGreaterThanOrEqualTo(RESIDENTS);
            List<Double> closed =
                    producers.stream().map(SteadyProducer::closedConnections).toList();
            inParallel(NEWCOMERS, () -> {
                comeChangeAndGo(weir);
                return weir;
            });
            flow(producers, "after all have gone");
            assertThat(producers.stream().map(SteadyProducer::closedConnections))
                    .as("connections that ended, as the clients count them")
                    .containsExactlyElementsOf(closed);
            assertThat(socketsOfTheGateway(weir)).as("the gateway's sockets").containsAll(sockets);
            producers.forEach(producer -> {
                producer.finish();
                assertThat(producer.failures()).isEmpty();
            });
        } finally {
            producers.forEach(SteadyProducer::close);
            residents.forEach(NeighboursIT::leave);
        }
    }

    private static Tenant resident(LocalWeir weir) {
        Tenant tenant = Tenant.signUp(weir);
        Records.createTopic(tenant, "steady", 1);
        return tenant;
    }

    private static void comeChangeAndGo(LocalWeir weir) {
        Tenant tenant = resident(weir);
        Records.send(tenant, "steady", List.of("hello"));
        Tenant.Answer changed =
                tenant.api("PATCH", "/cmk/v2/clusters/" + tenant.cluster(), """
                {"spec":{"display_name":"renamed","environment":{"id":"%s"}}}
                """.formatted(tenant.environment()));
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        String part = "cluster:" + tenant.cluster() + ":0";
        admin(weir, tenant, "suspend");
        await("the newcomer's broker is stopped").atMost(LIMIT).until(() -> !weir.healthy(part));
        admin(weir, tenant, "resume");
        await("the newcomer's broker runs again").atMost(LIMIT).until(() -> weir.healthy(part));
        assertThat(Records.readAll(tenant, "steady")).containsExactly("hello");
        leave(tenant);
        String path = "/cmk/v2/clusters/" + tenant.cluster() + "?environment=" + tenant.environment();
        await("the newcomer's cluster is gone")
                .atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(tenant.api("GET", path, null).status()).isEqualTo(404));
    }

    private static void admin(LocalWeir weir, Tenant tenant, String what) {
        assertThat(Tenant.admin(weir, "POST", "/clusters/" + tenant.cluster() + "/" + what)
                        .status())
                .isBetween(200, 204);
    }

    private static void leave(Tenant tenant) {
        String path = "/cmk/v2/clusters/" + tenant.cluster() + "?environment=" + tenant.environment();
        assertThat(tenant.api("DELETE", path, null).status()).isEqualTo(204);
    }

    private static void flow(List<SteadyProducer> producers, String when) {
        List<Long> before =
                producers.stream().map(SteadyProducer::acknowledgements).toList();
        for (int i = 0; i < producers.size(); i++) {
            SteadyProducer producer = producers.get(i);
            long wanted = before.get(i) + SOME;
            await("records of resident " + i + " flow " + when)
                    .atMost(LIMIT)
                    .until(() -> producer.acknowledgements() >= wanted);
        }
    }

    /** Both ends of each connection that the gateway has accepted at its Kafka ports, as Linux lists them. */
    private static Set<String> socketsOfTheGateway(LocalWeir weir) {
        int bootstrap = Integer.parseInt(weir.kafka().substring(weir.kafka().lastIndexOf(':') + 1));
        Path net = Path.of("/proc", String.valueOf(weir.pid("gateway")), "net");
        // A Java server's sockets are of the newer kind, though the addresses are of the older.
        return Stream.of("tcp", "tcp6")
                .flatMap(table -> lines(net.resolve(table)))
                .map(line -> line.trim().split("\\s+"))
                .filter(fields -> fields.length > 3 && fields[3].equals(ESTABLISHED))
                .filter(fields -> {
                    int port = Integer.parseInt(fields[1].substring(fields[1].indexOf(':') + 1), HEX);
                    return port >= bootstrap && port < bootstrap + LISTENERS;
                })
                .map(fields -> fields[1] + " " + fields[2])
                .collect(Collectors.toSet());
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Step<T> {
        T run();
    }

    private static <T> List<T> inParallel(int count, Step<T> step) {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var futures = new ArrayList<Future<T>>();
            for (int i = 0; i < count; i++) {
                futures.add(threads.submit(step::run));
            }
            var results = new ArrayList<T>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
