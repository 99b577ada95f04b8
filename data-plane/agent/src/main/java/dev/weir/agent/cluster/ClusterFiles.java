package dev.weir.agent.cluster;

import dev.weir.agent.address.Place;
import dev.weir.agent.home.Json;
import dev.weir.agent.home.PrivateFile;
import dev.weir.agent.home.Trees;
import dev.weir.agent.home.WeirHome;
import dev.weir.tenants.events.ClusterAccess;
import dev.weir.tenants.events.ClusterDesired;
import dev.weir.tenants.events.ClusterSecret;
import dev.weir.tenants.events.ClusterStatus;
import dev.weir.tenants.id.ClusterId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is kept of one cluster on disk: enough to run it while the platform Kafka is away. */
final class ClusterFiles {
    private final Path folder;

    ClusterFiles(WeirHome home, ClusterId cluster) {
        this.folder = home.clusters().resolve(cluster.value());
    }

    Optional<ClusterDesired> desired() throws IOException {
        return Json.read(folder.resolve("desired.json"), ClusterDesired.class);
    }

    void write(ClusterDesired desired) throws IOException {
        Files.createDirectories(folder);
        Json.write(folder.resolve("desired.json"), desired);
    }

    Optional<ClusterSecret> secret() throws IOException {
        return Json.read(folder.resolve("secret.json"), ClusterSecret.class);
    }

    /** Keeps it, and the keys in the form that the brokers read again when it changes. */
    void write(ClusterSecret secret) throws IOException {
        Files.createDirectories(folder);
        Json.write(folder.resolve("secret.json"), secret);
        var keys = secret.keys().stream()
                .map(key -> Map.of("kty", "oct", "alg", "HS256", "use", "sig", "kid", key.keyId(), "k", key.secret()))
                .toList();
        PrivateFile.writeIfChanged(jwks(), Json.text(Map.of("keys", keys)));
    }

    Optional<ClusterStatus> status() throws IOException {
        return Json.read(folder.resolve("status.json"), ClusterStatus.class);
    }

    void write(ClusterStatus status) throws IOException {
        Json.write(folder.resolve("status.json"), status);
    }

    Optional<ClusterAccess> access() throws IOException {
        return Json.read(folder.resolve("access.json"), ClusterAccess.class);
    }

    void write(ClusterAccess access) throws IOException {
        Files.createDirectories(folder);
        Json.write(folder.resolve("access.json"), access);
    }

    /** How much of the access its brokers have. */
    Path appliedAccess() {
        return folder.resolve("access-applied.json");
    }

    Optional<Layout> layout() throws IOException {
        return Json.read(folder.resolve("layout.json"), Layout.class);
    }

    void write(Layout layout) throws IOException {
        Files.createDirectories(folder);
        Json.write(folder.resolve("layout.json"), layout);
    }

    List<Place> places() throws IOException {
        return Json.read(folder.resolve("address.json"), Addresses.class)
                .map(Addresses::nodes)
                .orElse(List.of());
    }

    void write(List<Place> places) throws IOException {
        Json.write(folder.resolve("address.json"), new Addresses(places));
    }

    Path jwks() {
        return folder.resolve("jwks.json");
    }

    Path data(int node) {
        return node(node).resolve("data");
    }

    /** Whether the node has data, or at least has begun to make its folder. */
    boolean isFormatted(int node) {
        return Files.exists(data(node));
    }

    Path spec(int node) throws IOException {
        return Files.createDirectories(node(node)).resolve("spec.json");
    }

    void delete() throws IOException {
        Trees.delete(folder);
    }

    private Path node(int node) {
        return folder.resolve("node-" + node);
    }

    /**
     * The shape of {@code address.json}.
     *
     * @param nodes the place of each node, in order of their ids
     */
    record Addresses(List<Place> nodes) {
        Addresses {
            nodes = List.copyOf(nodes);
        }
    }
}
