package dev.weir.operator.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.operator.OperatorConfig;
import dev.weir.operator.certificate.BrokerCertificates;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Makes the platform's own Kafka and secrets, at each start of an operator that is told to. What is there stays: several
 * operators may do it at once, and whoever is interrupted begins again.
 */
@ApplicationScoped
class PlatformInstallation {
    private static final Logger LOG = Logger.getLogger(PlatformInstallation.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final long NAMESPACE_SECONDS = 30;

    /** Somebody else than who serves the cluster: whatever that one doesn't repeat of its own fields would go. */
    private static final String ASKER = "weir-operator-platform";

    private static final PatchContext FORCED = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(ASKER)
            .withForce(true)
            .build();

    private final KubernetesClient client;
    private final OperatorConfig operator;
    private final PlatformConfig config;
    private final BrokerCertificates certificates;
    private final PlatformCluster cluster;

    PlatformInstallation(
            KubernetesClient client,
            OperatorConfig operator,
            PlatformConfig config,
            BrokerCertificates certificates,
            ObjectMapper json) {
        this.client = client;
        this.operator = operator;
        this.config = config;
        this.certificates = certificates;
        this.cluster = new PlatformCluster(json, operator.clusterDomain());
    }

    void start(@Observes StartupEvent event) {
        if (config.install()) {
            Thread.ofVirtual().name("platform-installation").start(this::installUntilDone);
        }
    }

    private void installUntilDone() {
        while (true) {
            try {
                install();
                LOG.info("platform=installed");
                return;
            } catch (RuntimeException e) {
                LOG.warnf("platform=not-installed, will be tried again: %s", e);
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void install() {
        PlatformSecrets secrets = keep(PlatformSecrets.draw());
        write(cluster.tenant(config.volume()), each -> each.getSpec());
        client.resources(Namespace.class)
                .withName(PlatformCluster.namespace())
                .waitUntilCondition(Objects::nonNull, NAMESPACE_SECONDS, TimeUnit.SECONDS);
        makeService();
        parts(secrets).all().forEach(secret -> write(secret, Secret::getData));
        write(cluster.keys(secrets), Secret::getData);
        write(cluster.controlPlanes(operator.namespace()), each -> each.getSpec());
        write(cluster.cluster(config.volume()), each -> each.getSpec());
    }

    /** Before the parts get their secrets, without which they don't start. Kubernetes fills its address in. */
    private void makeService() {
        Service desired = cluster.service();
        Service present = client.resource(desired).get();
        if (present == null
                || !desired.getSpec().getSelector().equals(present.getSpec().getSelector())) {
            client.resource(desired).patch(FORCED);
        }
    }

    private PartSecrets parts(PlatformSecrets secrets) {
        return new PartSecrets(
                operator.namespace(), secrets, cluster.address(), certificates.authority(), config.postgres());
    }

    /** The first who draws is right. */
    private PlatformSecrets keep(PlatformSecrets drawn) {
        Secret desired = parts(drawn).root();
        Secret present = client.resource(desired).get();
        if (present == null) {
            try {
                present = client.resource(desired).create();
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                    throw e;
                }
                present = client.resource(desired).get();
            }
        }
        return PlatformSecrets.read(present);
    }

    /** Only where it differs. */
    private <T extends HasMetadata> void write(T desired, Function<T, Object> content) {
        T present = client.resource(desired).get();
        if (present == null || !content.apply(present).equals(content.apply(desired))) {
            client.resource(desired).patch(FORCED);
        }
    }
}
