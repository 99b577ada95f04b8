package dev.weir.benchmarks.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.benchmarks.report.BenchmarkFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Many clusters of some organizations, and how to make something for all of them at once. */
final class Fleet {
    /** Of the plain client, and of who asks for clusters. */
    static final int CONCURRENCY = 50;

    private static final int IN_ORGANIZATION = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration GLANCE = Duration.ofMillis(500);

    private final List<Organization> organizations;
    private final List<Member> members;

    /** One cluster. */
    record Member(Organization organization, String name) {}

    private Fleet(List<Organization> organizations, List<Member> members) {
        this.organizations = organizations;
        this.members = members;
    }

    /**
     * Plans one.
     *
     * @param prefix of the clusters' names
     */
    static Fleet of(int clusters, String prefix) {
        List<Organization> organizations = new ArrayList<>();
        List<Member> members = new ArrayList<>();
        for (int number = 0; number < clusters; number++) {
            if (number % IN_ORGANIZATION == 0) {
                organizations.add(new Organization(UUID.randomUUID().toString(), IN_ORGANIZATION));
            }
            members.add(new Member(organizations.getLast(), "lkc-" + prefix + number));
        }
        return new Fleet(organizations, members);
    }

    int size() {
        return members.size();
    }

    Member first() {
        return members.getFirst();
    }

    void forOrganizations(Consumer<Organization> task) {
        atOnce(organizations, task);
    }

    void forClusters(Consumer<Member> task) {
        atOnce(members, task);
    }

    private static <T> void atOnce(List<T> all, Consumer<T> task) {
        try (ExecutorService threads = Executors.newFixedThreadPool(CONCURRENCY)) {
            List<Future<?>> tasks = new ArrayList<>();
            all.forEach(each -> tasks.add(threads.submit(() -> task.accept(each))));
            for (Future<?> each : tasks) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new BenchmarkFailedException("not all could be made: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailedException("interrupted", e);
        }
    }

    /** Waits until pods can be made for each organization. */
    void awaitNamespaces(KubernetesApi api) {
        Set<String> wanted = new HashSet<>();
        organizations.forEach(each -> wanted.add(each.namespace()));
        await("the organizations' namespaces", () -> {
            Set<String> present = new HashSet<>();
            api.get("/api/v1/serviceaccounts")
                    .path("items")
                    .forEach(account -> present.add(
                            account.path("metadata").path("namespace").asText()));
            return present.containsAll(wanted);
        });
    }

    /** Waits until the status of all of them says Ready. */
    void awaitReady(KubernetesApi api) {
        await(api, "/apis/weir.dev/v1alpha1/tenantclusters", Fleet::isReady);
    }

    /** Waits until each of them has a StatefulSet that has all of its pods. */
    void awaitSets(KubernetesApi api) {
        await(api, "/apis/apps/v1/statefulsets", Fleet::isWhole);
    }

    private void await(KubernetesApi api, String path, Predicate<JsonNode> so) {
        api.await(path, so, members.stream().map(Member::name).toList(), PATIENCE);
    }

    private static boolean isReady(JsonNode cluster) {
        for (JsonNode condition : cluster.path("status").path("conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }

    private static boolean isWhole(JsonNode set) {
        return set.path("status").path("readyReplicas").asInt()
                == set.path("spec").path("replicas").asInt(1);
    }

    static void await(String what, Supplier<Boolean> done) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!done.get()) {
            if (System.nanoTime() > end) {
                throw new BenchmarkFailedException(what + " didn't come within " + PATIENCE.toMinutes() + " minutes");
            }
            pause(GLANCE);
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailedException("interrupted", e);
        }
    }

    static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
