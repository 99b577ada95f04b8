package dev.weir.operator.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.weir.operator.OperatorConfig;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** This installation's authority: founded once, by whichever operator comes first, and kept in a Secret. */
@ApplicationScoped
public class Authorities {
    /** In the operator's own namespace. */
    static final String SECRET = "weir-broker-authority";

    private static final String CERTIFICATE = "tls.crt";
    private static final String KEY = "tls.key";
    private static final Logger LOG = Logger.getLogger(Authorities.class);

    private final KubernetesClient client;
    private final String namespace;
    private final Clock clock = Clock.systemUTC();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Authority known;

    Authorities(KubernetesClient client, OperatorConfig config) {
        this.client = client;
        this.namespace = config.namespace();
    }

    /** Read once in the life of a process. */
    Authority authority() {
        lock.lock();
        try {
            if (known == null) {
                known = read();
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    private Authority read() {
        Secret present =
                client.secrets().inNamespace(namespace).withName(SECRET).get();
        try {
            return present == null ? found() : of(present);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the Secret " + namespace + "/" + SECRET + " holds no authority", e);
        }
    }

    private Authority found() throws GeneralSecurityException, IOException {
        Authority made = Authority.found(clock.instant());
        try {
            client.resource(new SecretBuilder()
                            .withNewMetadata()
                            .withName(SECRET)
                            .withNamespace(namespace)
                            .endMetadata()
                            .withType("kubernetes.io/tls")
                            .withStringData(Map.of(CERTIFICATE, Pem.of(made.certificate()), KEY, Pem.of(made.key())))
                            .build())
                    .create();
            LOG.infof("authority=founded secret=%s/%s", namespace, SECRET);
            return made;
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            return of(client.secrets().inNamespace(namespace).withName(SECRET).require());
        }
    }

    private static Authority of(Secret secret) throws GeneralSecurityException, IOException {
        return new Authority(Pem.certificate(entry(secret, CERTIFICATE)), Pem.key(entry(secret, KEY)));
    }

    private static String entry(Secret secret, String name) throws IOException {
        String entry = secret.getData() == null ? null : secret.getData().get(name);
        if (entry == null) {
            throw new IOException("it has no " + name);
        }
        return new String(Base64.getDecoder().decode(entry), US_ASCII);
    }
}
