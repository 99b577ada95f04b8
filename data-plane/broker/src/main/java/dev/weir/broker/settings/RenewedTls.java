package dev.weir.broker.settings;

import dev.weir.tenants.broker.TlsFiles;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.auth.SslEngineFactory;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka's own TLS, made anew when its files have changed: Kafka itself looks at them only when somebody alters a setting.
 * What can't be read replaces nothing. Kafka makes this, from its name.
 */
public final class RenewedTls implements SslEngineFactory {
    private static final Logger LOG = LoggerFactory.getLogger(RenewedTls.class);
    private static final String PEM = DefaultSslEngineFactory.PEM_TYPE;
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ReentrantLock lock = new ReentrantLock();
    private Map<String, Object> configs = Map.of();
    private DefaultSslEngineFactory present = new DefaultSslEngineFactory();
    private long looked;

    /** Kafka's settings, for all listeners and for connections to other brokers. */
    static Map<String, String> settings(TlsFiles files) {
        return Map.of(
                SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG,
                RenewedTls.class.getName(),
                SslConfigs.SSL_PROTOCOL_CONFIG,
                SslConfigs.DEFAULT_SSL_PROTOCOL,
                SslConfigs.SSL_KEYSTORE_TYPE_CONFIG,
                PEM,
                SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG,
                files.certificateFile(),
                SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG,
                PEM,
                SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG,
                files.authorityFile());
    }

    /** For a connection of this process to one of the listeners. */
    public static SSLContext context(TlsFiles files) {
        var made = new DefaultSslEngineFactory();
        made.configure(complete(files));
        return made.sslContext();
    }

    /** With Kafka's defaults for all else, as it gives them to a factory. */
    static Map<String, ?> complete(TlsFiles files) {
        ConfigDef known = new ConfigDef();
        SslConfigs.addClientSslSupport(known);
        return known.parse(settings(files));
    }

    @Override
    public void configure(Map<String, ?> wanted) {
        configs = new HashMap<>(wanted);
        present.configure(configs);
        looked = System.nanoTime();
    }

    private DefaultSslEngineFactory current() {
        lock.lock();
        try {
            if (System.nanoTime() - looked > LOOK_NANOS) {
                looked = System.nanoTime();
                renewIfChanged();
            }
            return present;
        } finally {
            lock.unlock();
        }
    }

    private void renewIfChanged() {
        if (!present.shouldBeRebuilt(configs)) {
            return;
        }
        var next = new DefaultSslEngineFactory();
        try {
            next.configure(configs);
            present = next;
            LOG.info("event=certificate-renewed");
        } catch (KafkaException unreadable) {
            LOG.warn("event=certificate-not-renewed error={}", unreadable.toString());
        }
    }

    @Override
    public SSLEngine createClientSslEngine(String host, int port, String endpointIdentification) {
        return current().createClientSslEngine(host, port, endpointIdentification);
    }

    @Override
    public SSLEngine createServerSslEngine(String host, int port) {
        return current().createServerSslEngine(host, port);
    }

    @Override
    public boolean shouldBeRebuilt(Map<String, Object> next) {
        return false;
    }

    @Override
    public Set<String> reconfigurableConfigs() {
        return Set.of();
    }

    @Override
    public KeyStore keystore() {
        return present.keystore();
    }

    @Override
    public KeyStore truststore() {
        return present.truststore();
    }

    @Override
    public void close() {
        present.close();
    }
}
