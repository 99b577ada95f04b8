package dev.weir.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.cluster.ClientConfig.Mechanism;
import dev.weir.cli.context.ClusterAccess;
import dev.weir.cli.context.KeyPair;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.junit.jupiter.api.Test;

class ClientConfigTest {
    private static final Path AUTHORITY = Path.of("/home/ann/.weir/tls/ca.pem");

    private final ClientConfig config = new ClientConfig(access("SASL_PLAINTEXT"), Mechanism.PLAIN, AUTHORITY);
    private final ClientConfig secure = new ClientConfig(access("SASL_SSL"), Mechanism.SCRAM_SHA_512, AUTHORITY);

    private static ClusterAccess access(String protocol) {
        return new ClusterAccess(
                "lkc-1", "env-1", "127.0.0.1:9092", "http://127.0.0.1:8082", protocol, new KeyPair("KEY", "se-cr_et"));
    }

    @Test
    void whoSpeaksTlsIsToldWhomToTrust() throws IOException {
        var properties = new Properties();
        properties.load(new StringReader(secure.properties()));
        assertThat(properties)
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("ssl.truststore.type", "PEM")
                .containsEntry("ssl.truststore.location", AUTHORITY.toString());
        assertThat(properties.getProperty("sasl.jaas.config")).contains("scram.ScramLoginModule");
        assertThat(secure.kcat().lines()).contains("ssl.ca.location=" + AUTHORITY, "sasl.mechanisms=SCRAM-SHA-512");
        assertThat(secure.python())
                .contains("\"ssl_cafile\": \"" + AUTHORITY + "\"", "\"ssl.ca.location\": \"" + AUTHORITY + "\"");
        assertThat(config.properties() + config.kcat() + config.python()).doesNotContain(AUTHORITY.toString());
    }

    @Test
    void propertiesAreReadByTheJavaClient() throws IOException {
        var properties = new Properties();
        properties.load(new StringReader(config.properties()));
        var admin = new AdminClientConfig(properties);
        assertThat(admin.getList(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)).containsExactly("127.0.0.1:9092");
        var jaas = JaasContext.loadClientContext(
                Map.of("sasl.jaas.config", new Password(properties.getProperty("sasl.jaas.config"))));
        assertThat(jaas.configurationEntries().getFirst().getOptions())
                .isEqualTo(Map.of("username", "KEY", "password", "se-cr_et"));
    }

    @Test
    void kcatGetsTheNamesOfLibrdkafka() {
        assertThat(config.kcat().lines())
                .contains("sasl.username=KEY", "sasl.password=se-cr_et", "sasl.mechanisms=PLAIN")
                .noneMatch(line -> line.contains("jaas"));
    }

    @Test
    void pythonGetsBothLibrariesNames() {
        assertThat(config.python()).contains("\"sasl_plain_username\": \"KEY\"", "\"sasl.username\": \"KEY\"");
    }
}
