package dev.weir.operator.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.operator.certificate.BrokerCertificates;
import dev.weir.tenants.broker.BrokerSpec;
import dev.weir.tenants.broker.TlsFiles;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files that a broker's pod sees: how large its JVM is, what it needs to know, which keys it accepts. */
@ApplicationScoped
public class BrokerFiles {
    static final String JVM_FOLDER = "/etc/weir/jvm";
    static final String SPEC_FOLDER = "/etc/weir/broker";
    static final String JWKS_FILE = SPEC_FOLDER + "/jwks.json";

    private static final String AUTHORITY = "ca.pem";

    private static final String JVM_ARGUMENTS = "jvm.args";
    private static final int DIGEST_LETTERS = 16;

    private final ObjectMapper json;
    private final BrokerCertificates certificates;

    public BrokerFiles(ObjectMapper json, BrokerCertificates certificates) {
        this.json = json;
        this.certificates = certificates;
    }

    static TlsFiles tls(int node) {
        return new TlsFiles(SPEC_FOLDER + "/" + certificate(node), SPEC_FOLDER + "/" + AUTHORITY);
    }

    private static String certificate(int node) {
        return "tls-" + node + ".pem";
    }

    /** PEM of whom one has to trust to speak with brokers. */
    public String authority() {
        return certificates.authority();
    }

    static String jvmFile() {
        return JVM_FOLDER + "/" + JVM_ARGUMENTS;
    }

    static String specFile(String node) {
        return SPEC_FOLDER + "/spec-" + node + ".json";
    }

    public ConfigMap config(Design design) {
        return new ConfigMapBuilder()
                .withMetadata(design.metadata(design.names().cluster()))
                .addToData(JVM_ARGUMENTS, jvmArguments(design))
                .build();
    }

    /**
     * The broker reads keys and certificates again when their files change; all else it reads at its start.
     *
     * @param present the one that is there: certificates in it stay while they are good
     */
    public Secret secret(Design design, Optional<Secret> present) {
        Map<String, String> data = new TreeMap<>();
        for (int node = 0; node < design.brokers(); node++) {
            int broker = node;
            data.put("spec-" + node + ".json", encoded(design.brokerSpec(node)));
            String before =
                    present.flatMap(there -> entry(there, certificate(broker))).orElse(null);
            data.put(
                    certificate(node),
                    base64(certificates.keep(
                            List.of(design.names().host(node), design.names().bootstrapHost()), before)));
        }
        data.put(AUTHORITY, base64(certificates.authority()));
        data.put("jwks.json", encoded(jwks(design)));
        return new SecretBuilder()
                .withMetadata(design.metadata(design.names().cluster()))
                .withType("Opaque")
                .withData(data)
                .build();
    }

    /** The keys alone, for brokers whose other files somebody else makes. */
    public Secret keys(Design design, String name) {
        return new SecretBuilder()
                .withMetadata(design.metadata(name))
                .withType("Opaque")
                .withData(Map.of("jwks.json", encoded(jwks(design))))
                .build();
    }

    /** Changes when brokers must be started anew: not for keys, which they read again, nor for ACLs of the beginning. */
    public String digest(Design design) {
        StringBuilder all = new StringBuilder(jvmArguments(design));
        for (int node = 0; node < design.brokers(); node++) {
            BrokerSpec spec = design.brokerSpec(node).withInitialAcls(List.of());
            all.append(text(spec));
        }
        return sha256(all.toString());
    }

    private static String jvmArguments(Design design) {
        return "-Xmx" + design.heap().heap() + "\n";
    }

    private static Map<String, Object> jwks(Design design) {
        return Map.of(
                "keys",
                design.secret().keys().stream()
                        .map(key -> new TreeMap<>(Map.of(
                                "kty", "oct", "alg", "HS256", "use", "sig", "kid", key.keyId(), "k", key.secret())))
                        .toList());
    }

    private static Optional<String> entry(Secret secret, String name) {
        return Optional.ofNullable(secret.getData())
                .map(data -> data.get(name))
                .map(entry -> new String(Base64.getDecoder().decode(entry), UTF_8));
    }

    private String encoded(Object value) {
        return base64(text(value));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("can't be written as JSON: " + value.getClass(), e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGEST_LETTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
