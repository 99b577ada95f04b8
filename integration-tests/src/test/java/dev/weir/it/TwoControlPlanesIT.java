package dev.weir.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two control planes share the work; one of them is killed again and again while clusters come and go. */
class TwoControlPlanesIT {
    private static final int CLUSTERS = Boolean.getBoolean("weir.soak") ? 200 : 24;
    /** Clusters come and go until there were so many, however long a control plane takes to start. */
    private static final int LEAST_KILLS = 3;

    private static final int TENANTS = 3;
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger kills = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void whatIsThereAtTheEndIsWhatIsWantedThoughOneIsKilledAgainAndAgain() throws Exception {
        try (LocalWeir weir = LocalWeir.start("two");
                var second = new SecondControlPlane(weir);
                var pool = Executors.newFixedThreadPool(TENANTS + 1)) {
            List<String> apis = List.of(weir.api(), second.api());
            List<Tenant> tenants =
                    Stream.generate(() -> Tenant.signUp(weir)).limit(TENANTS).toList();
            List<Future<?>> workers = new ArrayList<>();
            for (Tenant tenant : tenants) {
                workers.add(pool.submit(() -> comeAndGo(tenant, apis)));
            }
            try {
                while (workers.stream().noneMatch(Future::isDone)) {
                    killOne(weir, second);
                }
            } catch (RuntimeException | Error e) {
                // Nobody counts kills any more, for which the workers wait.
                over.set(true);
                throw e;
            }
            for (Future<?> worker : workers) {
                worker.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
            assertThat(done.get()).isGreaterThanOrEqualTo(CLUSTERS);
            await("what is there is what is wanted").atMost(LIMIT).untilAsserted(() -> requireSame(weir, tenants));
        }
    }

    /** Half of the time the agent's, half of the time the other, always while something is under way. */
    private void killOne(LocalWeir weir, SecondControlPlane second) {
        LockSupport.parkNanos(Duration.ofMillis(ThreadLocalRandom.current().nextLong(300, 2500))
                .toNanos());
        if (kills.get() % 2 == 0) {
            second.kill();
            second.start();
        } else {
            weir.kill("control-plane");
            await("the control plane is back").atMost(LIMIT).until(() -> weir.healthy("control-plane"));
        }
        kills.incrementAndGet();
    }

    /** Each cluster is made, awaited now and then, and deleted. */
    private Void comeAndGo(Tenant tenant, List<String> apis) {
        int number;
        while (!over.get() && ((number = begun.getAndIncrement()) < CLUSTERS || kills.get() < LEAST_KILLS)) {
            String id = create(tenant, apis, "c" + number);
            if (number % 3 != 0) {
                await(id + " is there")
                        .atMost(LIMIT)
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> persist(apis, api -> tenant.api(api, "GET", path(tenant, id), null))
                                .body()
                                .at("/status/phase")
                                .asText()
                                .equals("PROVISIONED"));
            }
            int status = persist(apis, api -> tenant.api(api, "DELETE", path(tenant, id), null))
                    .status();
            // The answer to the first of two may have been lost.
            assertThat(status).isIn(204, 404);
            done.incrementAndGet();
        }
        return null;
    }

    /** A request whose answer was lost may have been carried out: then the cluster is there. */
    private static String create(Tenant tenant, List<String> apis, String name) {
        Tenant.Answer created = persist(
                apis, api -> tenant.api(api, "POST", "/cmk/v2/clusters", """
                {"spec":{"display_name":"%s","availability":"LOW","cloud":"AWS","region":"local",
                 "config":{"kind":"Basic"},"environment":{"id":"%s"}}}
                """.formatted(name, tenant.environment())));
        if (created.status() == 409) {
            for (JsonNode cluster : clusters(tenant, apis)) {
                if (cluster.at("/spec/display_name").asText().equals(name)) {
                    return cluster.get("id").asText();
                }
            }
        }
        assertThat(created.status()).as(created.toString()).isEqualTo(202);
        return created.body().get("id").asText();
    }

    private static JsonNode clusters(Tenant tenant, List<String> apis) {
        return persist(
                        apis,
                        api -> tenant.api(
                                api,
                                "GET",
                                "/cmk/v2/clusters?environment=" + tenant.environment() + "&page_size=99",
                                null))
                .body()
                .get("data");
    }

    private static String path(Tenant tenant, String id) {
        return "/cmk/v2/clusters/" + id + "?environment=" + tenant.environment();
    }

    /** Asks one of them, and if that is dead the next, until there is an answer. */
    private static Tenant.Answer persist(List<String> apis, Request request) {
        long limit = System.nanoTime() + LIMIT.toNanos();
        int which = ThreadLocalRandom.current().nextInt(apis.size());
        while (true) {
            try {
                Tenant.Answer answer = request.to(apis.get(which++ % apis.size()));
                if (answer.status() < 500) {
                    return answer;
                }
            } catch (UncheckedIOException e) {
                if (System.nanoTime() > limit) {
                    throw e;
                }
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static void requireSame(LocalWeir weir, List<Tenant> tenants) throws IOException {
        Set<String> wanted = new TreeSet<>();
        for (Tenant tenant : tenants) {
            clusters(tenant, List.of(weir.api())).forEach(cluster -> {
                assertThat(cluster.at("/status/phase").asText()).isEqualTo("PROVISIONED");
                wanted.add(cluster.get("id").asText());
            });
        }
        assertThat(wanted).hasSize(TENANTS);
        Path folders = weir.home().resolve("clusters");
        try (Stream<Path> found = Files.list(folders)) {
            assertThat(found.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(wanted);
        }
        Set<String> looked = weir.parts().stream()
                .map(part -> part.get("part").asText())
                .filter(part -> part.startsWith("cluster:"))
                .map(part -> part.substring("cluster:".length(), part.lastIndexOf(':')))
                .collect(Collectors.toSet());
        assertThat(looked).isEqualTo(wanted);
        // A broker's listeners end with its process.
        assertThat(Processes.mentioning(folders)).hasSize(wanted.size());
        try (Stream<Path> files = Files.list(weir.home().resolve("run"))) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("cluster-")))
                    .hasSize(wanted.size());
        }
    }

    /** To one of the control planes. */
    private interface Request {
        Tenant.Answer to(String api);
    }
}
