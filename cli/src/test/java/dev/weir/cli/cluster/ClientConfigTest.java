package dev.weir.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.context.ClusterAccess;
import dev.weir.cli.context.KeyPair;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.junit.jupiter.api.Test;

class ClientConfigTest {
    private final ClientConfig config = new ClientConfig(new ClusterAccess(
            "lkc-1",
            "env-1",
            "127.0.0.1:9092",
            "http://127.0.0.1:8082",
            "SASL_PLAINTEXT",
            new KeyPair("KEY", "se-cr_et")));

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
