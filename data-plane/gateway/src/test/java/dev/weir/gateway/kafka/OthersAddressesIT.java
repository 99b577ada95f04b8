package dev.weir.gateway.kafka;

import static dev.weir.gateway.kafka.KafkaTestbed.DOMAIN;
import static dev.weir.gateway.kafka.KafkaTestbed.ORGANIZATION;
import static dev.weir.gateway.kafka.KafkaTestbed.ROBOT;
import static dev.weir.gateway.kafka.KafkaTestbed.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.gateway.testbed.Authority;
import dev.weir.tenants.events.IdentityProviderRecord;
import dev.weir.tenants.events.IdentityProviderRecord.Mapping;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What Anna has to show opens nothing of Bert's, whichever of his addresses she shows it at. */
@QuarkusTest
@WithTestResource(KafkaTestbed.class)
class OthersAddressesIT {
    private static final Authority CLIENTS = new Authority("clients of addresses");
    private static final Authority.Issued ISSUED = CLIENTS.client("CN=addresses");
    private static final String SUBJECT = "addresses";
    private static final String AUDIENCE = "weir-addresses";
    private static final String KEY = "ADDRESSADDRESS01";

    /** How Anna proves who she is. */
    enum Proof {
        PLAIN,
        SCRAM_SHA_256,
        SCRAM_SHA_512,
        TOKEN,
        CERTIFICATE;

        /** @param said the cluster that a token is shown for; null where only the address says it */
        Map<String, Object> settings(String servers, boolean tls, String said) {
            Map<String, Object> settings = new HashMap<>(Clients.settings(KEY, SECRET));
            settings.put("bootstrap.servers", servers);
            settings.put("default.api.timeout.ms", 20_000);
            if (tls) {
                settings.put("security.protocol", "SASL_SSL");
                settings.put("ssl.truststore.type", "PEM");
                settings.put("ssl.truststore.location", KafkaTestbed.trust().toString());
            }
            switch (this) {
                case PLAIN -> {}
                case SCRAM_SHA_256, SCRAM_SHA_512 -> {
                    settings.put("sasl.mechanism", name().replace('_', '-'));
                    settings.put(
                            "sasl.jaas.config",
                            ("org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\""
                                            + " password=\"%s\";")
                                    .formatted(KEY, SECRET));
                }
                case TOKEN -> settings.putAll(IssuedTokens.settings(SUBJECT, AUDIENCE, said == null ? "" : said, 60));
                case CERTIFICATE -> {
                    settings.remove("sasl.mechanism");
                    settings.remove("sasl.jaas.config");
                    settings.put("security.protocol", "SSL");
                    settings.put("ssl.keystore.type", "PEM");
                    settings.put("ssl.keystore.certificate.chain", ISSUED.certificate());
                    settings.put("ssl.keystore.key", ISSUED.key());
                }
            }
            return settings;
        }
    }

    @BeforeAll
    static void annaHasOneOfEach() throws Exception {
        KafkaTestbed.scramKey(KEY, KafkaTestbed.ANNA, KafkaTestbed.annas());
        provider("op-addresstokens", KafkaTestbed.issuer().url(), AUDIENCE, "sub", null, null);
        provider("op-addressclients", null, null, null, CLIENTS.pem(), "CN");
        for (Proof proof : Proof.values()) {
            await().atMost(Duration.ofMinutes(1))
                    .ignoreExceptions()
                    .until(() -> annas().equals(cluster(proof.settings(named("", annas()), true, null))));
        }
    }

    private static void provider(
            String id, String issuer, String audience, String claim, String authority, String subjectFrom) {
        KafkaTestbed.provider(new IdentityProviderRecord(
                IdentityProviderRecord.SCHEMA,
                id,
                KafkaTestbed.nextGeneration(),
                ORGANIZATION,
                issuer,
                null,
                audience,
                claim,
                authority,
                subjectFrom,
                List.of(new Mapping(SUBJECT, ROBOT)),
                IdentityProviderRecord.State.ACTIVE));
    }

    private static String annas() {
        return KafkaTestbed.annas().id();
    }

    private static String berts() {
        return KafkaTestbed.berts().id();
    }

    private static String named(String prefix, String cluster) {
        return prefix + cluster + "." + DOMAIN + ":" + KafkaTestbed.namedPort();
    }

    private static String cluster(Map<String, Object> settings) throws Exception {
        try (Admin admin = Admin.create(settings)) {
            return admin.describeCluster().clusterId().get();
        }
    }

    private static void isRefused(Proof proof, Map<String, Object> settings) {
        if (proof == Proof.CERTIFICATE) {
            // Without SASL nothing can be told but the connection's end, after which clients try again.
            settings.put("default.api.timeout.ms", 3_000);
            settings.put("request.timeout.ms", 2_000);
        }
        assertThatThrownBy(() -> cluster(settings))
                .hasCauseInstanceOf(
                        proof == Proof.CERTIFICATE ? TimeoutException.class : SaslAuthenticationException.class);
    }

    @ParameterizedTest
    @EnumSource(Proof.class)
    void bertsName(Proof proof) throws Exception {
        for (String prefix : List.of("", "b0-")) {
            isRefused(proof, proof.settings(named(prefix, berts()), true, null));
            assertThat(cluster(proof.settings(named(prefix, annas()), true, null)))
                    .isEqualTo(annas());
        }
    }

    /** Ports are for all clusters: the key says which is meant. */
    @ParameterizedTest
    @EnumSource(value = Proof.class, mode = EnumSource.Mode.EXCLUDE, names = "CERTIFICATE")
    void bertsPort(Proof proof) throws Exception {
        for (int port = KafkaTestbed.bootstrapPort(); port <= KafkaTestbed.bootstrapPort() + 1; port++) {
            assertThat(cluster(proof.settings("127.0.0.1:" + port, false, annas())))
                    .isEqualTo(annas());
        }
    }

    /** As the SASL extension says it, at each address at which a token may be shown. */
    @ParameterizedTest
    @CsvSource({"bootstrap", "node", "annas name", "berts name"})
    void bertsId(String address) throws Exception {
        boolean tls = address.endsWith("name");
        String servers = switch (address) {
            case "bootstrap" -> KafkaTestbed.bootstrap();
            case "node" -> "127.0.0.1:" + (KafkaTestbed.bootstrapPort() + 1);
            case "annas name" -> named("", annas());
            default -> named("", berts());
        };
        isRefused(Proof.TOKEN, Proof.TOKEN.settings(servers, tls, berts()));
        if (address.equals("berts name")) {
            isRefused(Proof.TOKEN, Proof.TOKEN.settings(servers, tls, annas()));
        } else {
            assertThat(cluster(Proof.TOKEN.settings(servers, tls, annas()))).isEqualTo(annas());
        }
    }
}
