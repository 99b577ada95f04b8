package dev.weir.cli.context;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One account on one server, and what is in use there.
 *
 * @param name unique in the file; the organization's id unless the user chose another
 * @param server address of the management API; null is the platform of this WEIR_HOME, wherever it listens
 * @param organization the organization's id
 * @param organizationName what people call it
 * @param user {@code u-…} or {@code sa-…}, who owns the keys that the CLI makes
 * @param cloudKey opens the management API; null for who has logged in
 * @param session opens it too; null for who has a key
 * @param environment in use
 * @param cluster in use, if any
 * @param clusters those for which there is a key
 */
public record Context(
        String name,
        @Nullable String server,
        String organization,
        String organizationName,
        String user,
        @Nullable KeyPair cloudKey,
        @Nullable SessionToken session,
        @Nullable String environment,
        @Nullable String cluster,
        List<ClusterAccess> clusters) {
    public Context {
        clusters = List.copyOf(clusters);
    }

    /** What opens the management API; empty after logging out. */
    public Optional<Credential> credential() {
        return Optional.<Credential>ofNullable(session).or(() -> Optional.ofNullable(cloudKey));
    }

    public Context with(@Nullable SessionToken newSession) {
        return new Context(
                name,
                server,
                organization,
                organizationName,
                user,
                cloudKey,
                newSession,
                environment,
                cluster,
                clusters);
    }

    public Optional<ClusterAccess> access(String id) {
        return clusters.stream().filter(access -> access.id().equals(id)).findFirst();
    }

    public Context using(@Nullable String newEnvironment, @Nullable String newCluster) {
        return new Context(
                name,
                server,
                organization,
                organizationName,
                user,
                cloudKey,
                session,
                newEnvironment,
                newCluster,
                clusters);
    }

    public Context with(ClusterAccess access) {
        return with(Stream.concat(others(access.id()), Stream.of(access)).toList());
    }

    public Context withoutKey(String id) {
        return with(others(id).toList());
    }

    /** Forgets a cluster's key, and the cluster itself if it was in use. */
    public Context without(String id) {
        Context kept = withoutKey(id);
        return id.equals(cluster) ? kept.using(environment, null) : kept;
    }

    private Context with(List<ClusterAccess> newClusters) {
        return new Context(
                name,
                server,
                organization,
                organizationName,
                user,
                cloudKey,
                session,
                environment,
                cluster,
                newClusters);
    }

    private Stream<ClusterAccess> others(String id) {
        return clusters.stream().filter(access -> !access.id().equals(id));
    }
}
