package dev.weir.gateway.testbed;

import dev.weir.tenants.access.AclGrant;
import dev.weir.tenants.access.Role;
import dev.weir.tenants.access.RoleGrant;
import dev.weir.tenants.broker.BrokerNode;
import dev.weir.tenants.broker.BrokerNode.NamedListener;
import dev.weir.tenants.broker.BrokerSpec;
import dev.weir.tenants.broker.TlsFiles;
import dev.weir.tenants.broker.TokenAuthentication;
import dev.weir.tenants.cluster.Availability;
import dev.weir.tenants.cluster.ClusterKind;
import dev.weir.tenants.cluster.ClusterLimits;
import dev.weir.tenants.cluster.DesiredState;
import dev.weir.tenants.events.ClusterDesired;
import dev.weir.tenants.events.ClusterSecret;
import dev.weir.tenants.events.ClusterStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A tenant's cluster of one real broker, and what the platform topics say of it. */
public final class TenantCluster implements AutoCloseable {
    public static final int MESSAGE_BYTES = 2 * 1024 * 1024;
    /** Who has each role that there is. */
    public static final String EVERYTHING = "sa-everything";

    private static final String PASSWORD = "internal-password";

    private final String id;
    private final String owner;
    private final String signingSecret;
    private final BrokerNode node;
    private final BrokerProcess process;
    private final Path folder;
    private final Authority authority;
    private long sequence;
    private List<String> origins = List.of();
    private String organization = "00000000-0000-4000-8000-000000000001";

    /** @param acls beside those of the owner's role */
    public TenantCluster(String id, String owner, List<AclGrant> acls, Path folder) throws IOException {
        this(id, owner, acls, folder, BrokerProcess.freePort());
    }

    /** @param advertisedPort the gateway's port for the only broker */
    public TenantCluster(String id, String owner, List<AclGrant> acls, Path folder, int advertisedPort)
            throws IOException {
        this(id, owner, acls, folder, advertisedPort, null);
    }

    /** @param named what the broker tells those who call it by name, or null */
    public TenantCluster(
            String id, String owner, List<AclGrant> acls, Path folder, int advertisedPort, NamedListener named)
            throws IOException {
        this(id, owner, acls, folder, advertisedPort, named, null);
    }

    /** @param authority with which the broker speaks TLS, or null */
    public TenantCluster(
            String id,
            String owner,
            List<AclGrant> acls,
            Path folder,
            int advertisedPort,
            NamedListener named,
            Authority authority)
            throws IOException {
        this.folder = folder;
        this.authority = authority;
        this.id = id;
        this.owner = owner;
        byte[] key = new byte[32];
        new Random(id.hashCode()).nextBytes(key);
        this.signingSecret = Base64.getUrlEncoder().withoutPadding().encodeToString(key);
        this.node = new BrokerNode(
                0,
                authority == null ? "127.0.0.1" : "localhost",
                BrokerProcess.freePort(),
                BrokerProcess.freePort(),
                BrokerProcess.freePort(),
                "127.0.0.1",
                advertisedPort,
                named);
        if (authority != null) {
            show(authority.server(node.host()));
            Files.writeString(folder.resolve("ca.pem"), authority.pem());
        }
        Path keys = folder.resolve("jwks.json");
        Files.writeString(keys, """
                {"keys":[{"kty":"oct","alg":"HS256","use":"sig","kid":"k1","k":"%s"}]}""".formatted(signingSecret));
        List<AclGrant> all = new ArrayList<>(role().acls());
        everyRole().forEach(grant -> all.addAll(grant.acls()));
        all.addAll(acls);
        this.process = new BrokerProcess(
                new BrokerSpec(
                        BrokerSpec.SCHEMA,
                        id,
                        0,
                        List.of(node),
                        folder.resolve("data").toString(),
                        1,
                        1,
                        MESSAGE_BYTES,
                        PASSWORD,
                        new TokenAuthentication(keys.toString(), TokenAuthentication.GATEWAY_ISSUER, id),
                        null,
                        List.of(BrokerSpec.PLATFORM_USER),
                        all,
                        null,
                        authority == null
                                ? null
                                : new TlsFiles(
                                        certificate().toString(),
                                        folder.resolve("ca.pem").toString())),
                folder);
    }

    private Path certificate() {
        return folder.resolve("broker.pem");
    }

    /** What the broker shows from the next connection, or the one after it, on. */
    public void show(Authority.Issued issued) throws IOException {
        Path next = Files.writeString(folder.resolve("broker.pem.new"), issued.key() + issued.certificate());
        Files.move(next, certificate(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    public BrokerNode node() {
        return node;
    }

    private static List<RoleGrant> everyRole() {
        return Arrays.stream(Role.values())
                .map(role -> new RoleGrant(EVERYTHING, role))
                .toList();
    }

    private RoleGrant role() {
        return new RoleGrant(owner, Role.ORGANIZATION_ADMIN);
    }

    public String id() {
        return id;
    }

    public BrokerProcess process() {
        return process;
    }

    /** Wide ones. */
    public static ClusterLimits limits() {
        return new ClusterLimits(250_000_000, 750_000_000, 1000, 80, 15_000, 1500, MESSAGE_BYTES, 1L << 33, 50);
    }

    public ClusterDesired desired(long generation, DesiredState state) {
        return desired(generation, state, limits());
    }

    public ClusterDesired desired(long generation, DesiredState state, ClusterLimits limits) {
        return new ClusterDesired(
                ClusterDesired.SCHEMA,
                id,
                organization,
                "env-1",
                generation,
                "events",
                ClusterKind.BASIC,
                Availability.LOW,
                1,
                "4.3.1",
                state,
                limits,
                Stream.concat(Stream.of(role()), everyRole().stream()).toList(),
                origins);
    }

    /** It is another organization's, as the next record says. */
    public TenantCluster of(String another) {
        organization = another;
        return this;
    }

    public String organization() {
        return organization;
    }

    /** From now on pages of these origins may use it, as far as the next record says. */
    public void origins(List<String> allowed) {
        origins = allowed;
    }

    public ClusterStatus status(ClusterStatus.Phase phase) {
        return status(phase, phase == ClusterStatus.Phase.RUNNING ? List.of(address()) : List.of());
    }

    /** That it runs with its broker and another one. */
    public ClusterStatus status(ClusterStatus.NodeAddress second) {
        return status(ClusterStatus.Phase.RUNNING, List.of(address(), second));
    }

    private ClusterStatus status(ClusterStatus.Phase phase, List<ClusterStatus.NodeAddress> nodes) {
        return new ClusterStatus(
                ClusterStatus.SCHEMA,
                id,
                1,
                ++sequence,
                phase,
                nodes,
                authority == null ? null : authority.pem(),
                "",
                "",
                0);
    }

    private ClusterStatus.NodeAddress address() {
        return new ClusterStatus.NodeAddress(0, node.host(), node.gatewayPort(), node.internalPort(), namedPort());
    }

    private int namedPort() {
        return node.named() == null ? 0 : node.named().port();
    }

    public ClusterSecret secret() {
        return new ClusterSecret(
                ClusterSecret.SCHEMA, id, 1, List.of(new ClusterSecret.SigningKey("k1", signingSecret, 0)), PASSWORD);
    }

    @Override
    public void close() {
        process.close();
    }
}
