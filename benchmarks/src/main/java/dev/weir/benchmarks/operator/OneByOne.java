package dev.weir.benchmarks.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Basic clusters one after another where pods really run, each from being asked for to being ready. */
final class OneByOne {
    private OneByOne() {}

    static List<Making> measure(Scripts scripts, int runs, Consumer<String> progress) {
        progress.accept("starting Kubernetes with pods, and the operator in one");
        try (ScratchCluster kubernetes = ScratchCluster.withPods(scripts)) {
            var organization = new Organization(UUID.randomUUID().toString(), runs + 1);
            kubernetes.create(organization.tenant().toString());
            // The namespace follows, and in it what makes a pod possible.
            kubernetes.kubectl("wait", "--for=create", "namespace/" + organization.namespace(), "--timeout=60s");
            kubernetes.kubectl(
                    "-n", organization.namespace(), "wait", "--for=create", "serviceaccount/default", "--timeout=60s");
            List<Making> makings = new ArrayList<>();
            // The first one warms everything up.
            for (int number = 0; number <= runs; number++) {
                Making making = make(kubernetes, organization, "lkc-bench" + number);
                if (number > 0) {
                    makings.add(making);
                    progress.accept("lkc-bench" + number + " " + making.ready().toMillis() + " ms");
                }
            }
            return makings;
        }
    }

    private static Making make(ScratchCluster kubernetes, Organization organization, String cluster) {
        kubernetes.create(organization.keys(cluster).toString());
        kubernetes.create(organization.cluster(cluster).toString());
        kubernetes.kubectl(
                "-n",
                organization.namespace(),
                "wait",
                "--for=condition=Ready",
                "tenantcluster/" + cluster,
                "--timeout=180s");
        return Making.of(kubernetes.audit().writes(), cluster);
    }
}
