package dev.weir.broker.settings;

import dev.weir.tenants.broker.BrokerSpec;
import dev.weir.tenants.broker.TokenAuthentication;
import java.nio.file.Path;

/** The file of keys under which tenants' tokens are signed, as Kafka wants to hear of it. */
public final class TokenKeys {
    private static final String ALLOWED_URLS = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

    private TokenKeys() {}

    /** Kafka reads keys only from addresses that the JVM was told of; here that can only be the spec's own file. */
    public static void allow(BrokerSpec spec) {
        if (spec.tokens() != null && System.getProperty(ALLOWED_URLS) == null) {
            System.setProperty(ALLOWED_URLS, url(spec.tokens()));
        }
    }

    static String url(TokenAuthentication tokens) {
        return Path.of(tokens.jwksFile()).toUri().toString();
    }
}
