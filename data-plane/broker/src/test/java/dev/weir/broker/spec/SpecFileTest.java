package dev.weir.broker.spec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.broker.running.TestSpecs;
import dev.weir.tenants.broker.BrokerSpec;
import dev.weir.tenants.broker.TlsFiles;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecFileTest {
    private static final Path FILE = Path.of("spec.json");
    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    private Path home;

    private BrokerSpec written;

    @BeforeEach
    void write() throws Exception {
        written = TestSpecs.tenants(home);
    }

    @Test
    void whatWasWrittenIsRead() throws Exception {
        assertThat(SpecFile.parse(json.writeValueAsBytes(written), FILE)).isEqualTo(written);
    }

    @Test
    void filesForTlsAreRead() throws Exception {
        BrokerSpec encrypted = written.withTls(new TlsFiles("/tls/key.pem", "/tls/ca.pem"));
        assertThat(SpecFile.parse(json.writeValueAsBytes(encrypted), FILE)).isEqualTo(encrypted);
    }

    @Test
    void fieldsOfLaterVersionsAreIgnored() throws Exception {
        byte[] content = changed(spec -> spec.put("later", true));
        assertThat(SpecFile.parse(content, FILE)).isEqualTo(written);
    }

    @Test
    void whatIsWrongIsNamedWithoutSecrets() throws Exception {
        refused(changed(spec -> spec.put("schema", 2)), "has schema 2, this program knows 1");
        refused(changed(spec -> spec.put("cluster", "x")), "has no valid cluster");
        refused(changed(spec -> spec.remove("nodes")), "a field is missing");
        refused(changed(spec -> spec.put("nodeId", 7)), "nodes has no node 7");
        refused(changed(spec -> spec.put("nodeId", "seven")), "is invalid at 'nodeId': wrong type of value");
        refused(changed(spec -> spec.remove("tokens")), "exactly one of tokens and passwords is needed");
        refused(changed(spec -> spec.put("dataDirectory", "data")), "needs an absolute dataDirectory");
        refused(
                changed(spec ->
                        spec.putObject("tls").put("certificateFile", "/a").put("authorityFile", "b")),
                "needs absolute tls.certificateFile and tls.authorityFile");
        refused(changed(spec -> spec.put("replicationFactor", 3)), "replicationFactor <= number of nodes");
        refused(changed(spec -> spec.put("internalPassword", "")), "needs an internalPassword");
        refused(changed(spec -> spec.put("internalPassword", "a\nb")), "a password with unprintable letters");
        refused(
                changed(spec -> spec.withArray("initialAcls").addObject().put("operation", "EVERYTHING")),
                "an initialAcl that Kafka doesn't know");
    }

    private void refused(byte[] content, String reason) {
        assertThatThrownBy(() -> SpecFile.parse(content, FILE))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageStartingWith("the spec spec.json ")
                .hasMessageContaining(reason)
                .message()
                .doesNotContain("ter\\nal")
                .doesNotContain("\n");
    }

    private byte[] changed(Consumer<ObjectNode> change) throws Exception {
        ObjectNode spec = json.valueToTree(written);
        change.accept(spec);
        return json.writeValueAsString(spec).getBytes(UTF_8);
    }
}
