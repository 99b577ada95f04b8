package dev.weir.benchmarks.operator;

import java.time.Duration;
import java.util.function.Consumer;

/** Many clusters at once on hollow nodes, beside a client that makes the same objects; then peace; then a restart. */
final class ManyAtOnce {
    private static final int NODES = 3;
    private static final int WARM_UP = 20;
    private static final double NANOS = 1e9;
    private static final Duration SETTLED = Duration.ofSeconds(10);
    private static final Duration PROBE = Duration.ofSeconds(2);
    private static final Duration SCRAPE = Duration.ofSeconds(15);

    private final Scripts scripts;
    private final Fleet fleet;
    private final Duration watched;
    private final Consumer<String> progress;

    ManyAtOnce(Scripts scripts, int clusters, Duration watched, Consumer<String> progress) {
        this.scripts = scripts;
        this.fleet = Fleet.of(clusters, "many");
        this.watched = watched;
        this.progress = progress;
    }

    /**
     * What came of it.
     *
     * @param ready from asking for the first cluster until the status of each said that it serves
     * @param plain the same without an operator
     */
    record Outcome(int clusters, Duration ready, Plain plain, Rest rest, Restart restart) {}

    /**
     * While nothing changed.
     *
     * @param writes of the operator, but for the lease by which it leads
     * @param cpu as a share of one processor, with Kubernetes' probes and a scrape every 15 s
     * @param residentBytes that its process held at the end
     */
    record Rest(Duration watched, long writes, double cpu, long residentBytes) {}

    /**
     * The operator ends without a word and another one is started.
     *
     * @param caughtUp from the start until it had looked at every cluster
     * @param writes until it was at peace
     */
    record Restart(Duration caughtUp, long writes) {}

    /**
     * A client that makes the objects by itself.
     *
     * @param created until the last one was made
     * @param ready until every StatefulSet was ready
     */
    record Plain(Duration created, Duration ready) {}

    private record WithOperator(Duration ready, Template template, Rest rest, Restart restart) {}

    Outcome measure() {
        WithOperator operator = withOperator();
        Plain plain = plain(operator.template());
        return new Outcome(fleet.size(), operator.ready(), plain, operator.rest(), operator.restart());
    }

    private WithOperator withOperator() {
        progress.accept("starting Kubernetes with hollow nodes, and the operator beside them");
        try (ScratchCluster kubernetes = ScratchCluster.hollow(scripts, NODES);
                KubernetesApi api = KubernetesApi.of(kubernetes)) {
            scripts.run("operator", "install", kubernetes.folder().toString());
            AuditLog audit = kubernetes.audit();
            Template template;
            Duration ready;
            Rest rest;
            try (OperatorProcess operator = OperatorProcess.start(scripts, kubernetes)) {
                Fleet.await("the operator", operator::isReady);
                Fleet warmUp = Fleet.of(WARM_UP, "warm");
                make(api, warmUp);
                template = new Template(api, warmUp.first());
                settle(audit);
                ready = make(api, fleet);
                progress.accept(fleet.size() + " clusters " + ready.toMillis() + " ms");
                settle(audit);
                rest = rest(operator, audit);
                progress.accept("at rest: " + rest);
            }
            Restart restart = restart(kubernetes, audit);
            progress.accept(
                    "caught up after " + restart.caughtUp().toMillis() + " ms, " + restart.writes() + " writes");
            return new WithOperator(ready, template, rest, restart);
        }
    }

    private Duration make(KubernetesApi api, Fleet clusters) {
        clusters.forOrganizations(each ->
                api.create("/apis/weir.dev/v1alpha1/tenants", each.tenant().toString()));
        clusters.awaitNamespaces(api);
        clusters.forClusters(each -> api.create(
                "/api/v1/namespaces/" + each.organization().namespace() + "/secrets",
                each.organization().keys(each.name()).toString()));
        long began = System.nanoTime();
        clusters.forClusters(each -> api.create(
                "/apis/weir.dev/v1alpha1/namespaces/" + each.organization().namespace() + "/tenantclusters",
                each.organization().cluster(each.name()).toString()));
        clusters.awaitReady(api);
        return Fleet.since(began);
    }

    /** Until the operator has written nothing for a while. */
    private static void settle(AuditLog audit) {
        Fleet.await("the operator's peace", () -> {
            long before = audit.writesOfOperator();
            Fleet.pause(SETTLED);
            return audit.writesOfOperator() == before;
        });
    }

    private Rest rest(OperatorProcess operator, AuditLog audit) {
        long writes = audit.writesOfOperator();
        double cpu = operator.cpuSeconds();
        long began = System.nanoTime();
        Duration scraped = Duration.ZERO;
        while (Fleet.since(began).compareTo(watched) < 0) {
            operator.get("/q/health/ready");
            if (Fleet.since(began).minus(scraped).compareTo(SCRAPE) >= 0) {
                scraped = Fleet.since(began);
                operator.get("/q/metrics");
            }
            Fleet.pause(PROBE);
        }
        double share = (operator.cpuSeconds() - cpu) / (Fleet.since(began).toNanos() / NANOS);
        return new Rest(watched, audit.writesOfOperator() - writes, share, operator.residentBytes());
    }

    private Restart restart(ScratchCluster kubernetes, AuditLog audit) {
        long writes = audit.writesOfOperator();
        long began = System.nanoTime();
        try (OperatorProcess operator = OperatorProcess.start(scripts, kubernetes)) {
            Fleet.await("the operator's second look", () -> operator.reconciled() >= fleet.size() + WARM_UP);
            Duration caughtUp = Fleet.since(began);
            settle(audit);
            return new Restart(caughtUp, audit.writesOfOperator() - writes);
        }
    }

    private Plain plain(Template template) {
        progress.accept("starting another one, without an operator");
        try (ScratchCluster kubernetes = ScratchCluster.hollow(scripts, NODES);
                KubernetesApi api = KubernetesApi.of(kubernetes)) {
            plain(api, template, Fleet.of(WARM_UP, "warm"));
            Fleet.pause(SETTLED);
            Plain plain = plain(api, template, fleet);
            progress.accept("plain client: created after " + plain.created().toMillis() + " ms, ready after "
                    + plain.ready().toMillis() + " ms");
            return plain;
        }
    }

    private static Plain plain(KubernetesApi api, Template template, Fleet clusters) {
        clusters.forOrganizations(each -> template.makeOrganization(api, each));
        clusters.awaitNamespaces(api);
        long began = System.nanoTime();
        clusters.forClusters(each -> template.makeCluster(api, each));
        Duration created = Fleet.since(began);
        clusters.awaitSets(api);
        return new Plain(created, Fleet.since(began));
    }
}
