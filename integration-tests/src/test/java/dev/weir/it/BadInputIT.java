package dev.weir.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RaftVoterEndpoint;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a stranger, a careless client or a curious admin may send. A neighbour and the tenant itself never notice. */
class BadInputIT {
    private static final int SECONDS_20 = 20_000;
    private static Tenant tenant;

    @BeforeAll
    static void signUp() {
        tenant = Tenant.signUp(LocalWeir.shared());
        Records.createTopic(tenant, "alive", 1);
    }

    @AfterEach
    void nobodyElseNotices() {
        Records.send(tenant, "alive", List.of("still here"));
    }

    @Test
    void strangeBytesAreClosedAndNotAnswered() throws IOException {
        closedAfter(new byte[] {(byte) 0xff, 1, 2, 3, 4, 5, 6, 7, 8, 9});
        closedAfter("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
        closedAfter(ByteBuffer.allocate(4).putInt(100_000_000).array());
        closedAfter(ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE).array());
        closedAfter(ByteBuffer.allocate(4).putInt(-5).array());
    }

    @Test
    void aRequestBeforeAuthenticationIsClosed() throws IOException {
        var metadata = ByteBuffer.allocate(20);
        metadata.putInt(16)
                .putShort((short) 3)
                .putShort((short) 1)
                .putInt(7)
                .putShort((short) -1)
                .putInt(-1)
                .putShort((short) 0);
        closedAfter(metadata.array());
    }

    @Test
    void hugeFramesAfterAuthenticationNeverReachTheBroker() throws IOException {
        long broker = LocalWeir.shared().pid("cluster:" + tenant.cluster() + ":0");
        for (int length : new int[] {100_000_000, Integer.MAX_VALUE}) {
            try (Socket socket = authenticated()) {
                socket.getOutputStream()
                        .write(ByteBuffer.allocate(4).putInt(length).array());
                socket.getOutputStream().write(new byte[1000]);
                assertClosed(socket);
            }
        }
        assertThat(LocalWeir.shared().pid("cluster:" + tenant.cluster() + ":0")).isEqualTo(broker);
    }

    @Test
    void halfSentFramesOnTwentyConnectionsStarveNobody() throws IOException {
        var sockets = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 20; i++) {
                Socket socket = authenticated();
                var out = new DataOutputStream(socket.getOutputStream());
                out.writeInt(1_000_000);
                out.writeShort(0);
                out.writeShort(9);
                out.writeInt(i);
                out.write(new byte[500_000]);
                out.flush();
                sockets.add(socket);
            }
            Tenant.Key key = tenant.newKey(tenant.cluster(), tenant.user());
            var newcomer = new Tenant(
                    tenant.weir(),
                    tenant.organization(),
                    tenant.user(),
                    tenant.environment(),
                    tenant.cloud(),
                    tenant.cluster(),
                    key);
            Records.send(newcomer, "alive", List.of("newcomer"));
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void whoSaysNothingIsClosed() throws IOException {
        try (Socket socket = open()) {
            socket.setSoTimeout(SECONDS_20);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aWrongSecretIsToldSo() {
        var wrong = new Tenant.Key(tenant.key().id(), "x".repeat(64));
        try (Admin admin = Admin.create(Tenant.client(tenant.weir().kafka(), wrong))) {
            assertThatThrownBy(() -> admin.listTopics().names().get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
        }
        String topics = "/kafka/v3/clusters/" + tenant.cluster() + "/topics";
        assertThat(Tenant.call(tenant.weir().http() + topics, "GET", wrong, null)
                        .status())
                .isEqualTo(401);
        assertThat(Tenant.call(tenant.weir().api() + "/org/v2/environments", "GET", wrong, null)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aTenantsAdminCannotTouchWhatIsBeneath() {
        try (Admin admin = Admin.create(tenant.client())) {
            refused(admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.BROKER, "0"),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("log.cleaner.dedupe.buffer.size", "1500000000"),
                                    AlterConfigOp.OpType.SET))))
                    .all());
            refused(admin.unregisterBroker(0).all());
            refused(admin.addRaftVoter(
                            9, Uuid.randomUuid(), java.util.Set.of(new RaftVoterEndpoint("CONTROLLER", "127.0.0.1", 1)))
                    .all());
            refused(admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            "mallory", new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 4096), "secret")))
                    .all());
            refused(admin.deleteTopics(List.of("__consumer_offsets")).all());
            refused(admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, "__consumer_offsets"),
                            List.of(new AlterConfigOp(new ConfigEntry("retention.ms", "1"), AlterConfigOp.OpType.SET))))
                    .all());
            allowed(admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, "alive"),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("retention.ms", "3600000"), AlterConfigOp.OpType.SET))))
                    .all());
        }
        try (var producer = Records.producer(tenant, Map.of("max.block.ms", "5000", "enable.idempotence", "false"))) {
            assertThatThrownBy(() -> producer.send(
                                    new ProducerRecord<>("__consumer_offsets", 0, null, "x".getBytes(UTF_8)))
                            .get())
                    .hasRootCauseInstanceOf(ApiException.class);
        }
    }

    @Test
    void malformedRequestsGetTheErrorShape() {
        Tenant.Answer malformed = tenant.api("POST", "/org/v2/environments", "{\"display_name\":");
        assertThat(malformed.status()).isEqualTo(400);
        assertThat(malformed.body().at("/errors/0/detail").asText()).isNotEmpty();
        String environment = "{\"display_name\":\"twice\"}";
        assertThat(tenant.api("POST", "/org/v2/environments", environment).status())
                .isEqualTo(201);
        assertThat(tenant.api("POST", "/org/v2/environments", environment).status())
                .isEqualTo(409);
        Tenant.Answer topic = tenant.rest("POST", "/topics", "{\"topic_name\":");
        assertThat(topic.status()).isEqualTo(400);
        assertThat(topic.body().get("error_code").asInt()).isPositive();
        assertThat(tenant.rest("POST", "/topics", "{\"topic_name\":\"alive\"}").status())
                .isEqualTo(400);
        assertThat(tenant.rest("GET", "/topics/nothing", null).status()).isEqualTo(404);
    }

    private static void refused(KafkaFuture<Void> future) {
        assertThatThrownBy(future::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ApiException.class)
                .satisfies(failure -> assertThat(failure.getCause().getClass().getSimpleName())
                        .doesNotContain("Timeout", "Disconnect"));
    }

    private static void allowed(KafkaFuture<Void> future) {
        try {
            future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static void closedAfter(byte[] bytes) throws IOException {
        try (Socket socket = open()) {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            assertClosed(socket);
        }
    }

    /** The end of the stream or a reset, well before the half minute that an unfinished frame is given. */
    private static void assertClosed(Socket socket) throws IOException {
        socket.setSoTimeout(SECONDS_20 / 2);
        InputStream in = socket.getInputStream();
        try {
            assertThat(in.read()).isEqualTo(-1);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("still open", e);
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }

    private static Socket open() throws IOException {
        var address = URI.create("tcp://" + tenant.weir().kafka());
        return new Socket(address.getHost(), address.getPort());
    }

    /** SaslHandshake v1 and SaslAuthenticate v0 by hand. */
    private static Socket authenticated() throws IOException {
        Socket socket = open();
        socket.setSoTimeout(SECONDS_20);
        byte[] mechanism = "PLAIN".getBytes(US_ASCII);
        byte[] token = ("\0" + tenant.key().id() + "\0" + tenant.key().secret()).getBytes(UTF_8);
        var handshake = ByteBuffer.allocate(4 + 10 + 2 + mechanism.length);
        handshake
                .putInt(handshake.capacity() - 4)
                .putShort((short) 17)
                .putShort((short) 1)
                .putInt(1)
                .putShort((short) -1)
                .putShort((short) mechanism.length)
                .put(mechanism);
        socket.getOutputStream().write(handshake.array());
        assertThat(answer(socket).getShort(4)).isZero();
        var authenticate = ByteBuffer.allocate(4 + 10 + 4 + token.length);
        authenticate
                .putInt(authenticate.capacity() - 4)
                .putShort((short) 36)
                .putShort((short) 0)
                .putInt(2)
                .putShort((short) -1)
                .putInt(token.length)
                .put(token);
        socket.getOutputStream().write(authenticate.array());
        assertThat(answer(socket).getShort(4)).isZero();
        return socket;
    }

    private static ByteBuffer answer(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        int length = ByteBuffer.wrap(in.readNBytes(4)).getInt();
        return ByteBuffer.wrap(in.readNBytes(length));
    }
}
