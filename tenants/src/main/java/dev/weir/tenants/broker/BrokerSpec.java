package dev.weir.tenants.broker;

import dev.weir.tenants.access.AclGrant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a broker process needs to know, as one JSON file of mode 0600: its only argument. The process formats
 * its folder if that is empty, then runs Kafka in KRaft mode, broker and controller in one.
 *
 * @param schema version of this shape, {@link #SCHEMA}
 * @param cluster the cluster's id, which is also Kafka's cluster id
 * @param nodeId which of the nodes this process is
 * @param nodes all nodes of the cluster, in order of their ids
 * @param dataDirectory absolute path; made and formatted when it isn't there
 * @param replicationFactor of internal topics and by default of tenants' topics
 * @param minInSyncReplicas of internal topics and by default of tenants' topics
 * @param messageBytes largest record batch in bytes
 * @param internalPassword with which brokers and controllers of this cluster know each other
 * @param tokens how clients authenticate at a tenant's broker; exactly one of tokens and passwords is there
 * @param passwords how clients authenticate at the platform's own broker
 * @param superUsers names (without {@code User:}) that no ACL binds
 * @param initialAcls written into the metadata when the folder is formatted
 * @param founders the nodes 0 to founders-1 formed the quorum together, those after them join it; null when all did
 * @param tls what encrypts all listeners; null where they never leave the machine
 */
public record BrokerSpec(
        int schema,
        String cluster,
        int nodeId,
        List<BrokerNode> nodes,
        String dataDirectory,
        int replicationFactor,
        int minInSyncReplicas,
        int messageBytes,
        String internalPassword,
        @Nullable TokenAuthentication tokens,
        @Nullable PasswordAuthentication passwords,
        List<String> superUsers,
        List<AclGrant> initialAcls,
        @Nullable Integer founders,
        @Nullable TlsFiles tls) {
    public static final int SCHEMA = 1;

    /** The principal of the platform at tenants' brokers; no tenant can be called so. */
    public static final String PLATFORM_USER = "weir-platform";

    /** How many partitions a tenant's topic has that doesn't say; as in Confluent Cloud. */
    public static final int TENANTS_PARTITIONS = 6;

    /** The principal of brokers and controllers to each other. */
    public static final String BROKER_USER = "weir-broker";

    public BrokerSpec {
        nodes = List.copyOf(nodes);
        superUsers = List.copyOf(superUsers);
        initialAcls = List.copyOf(initialAcls);
        if (nodes.stream().noneMatch(node -> node.id() == nodeId)) {
            throw new IllegalArgumentException("nodes has no node " + nodeId);
        }
        if ((tokens == null) == (passwords == null)) {
            throw new IllegalArgumentException("exactly one of tokens and passwords is needed");
        }
        if (founders != null && (founders < 1 || founders > nodes.size())) {
            throw new IllegalArgumentException("founders must be from 1 to " + nodes.size());
        }
    }

    /** A cluster whose nodes were all there from its beginning. */
    public BrokerSpec(
            int schema,
            String cluster,
            int nodeId,
            List<BrokerNode> nodes,
            String dataDirectory,
            int replicationFactor,
            int minInSyncReplicas,
            int messageBytes,
            String internalPassword,
            @Nullable TokenAuthentication tokens,
            @Nullable PasswordAuthentication passwords,
            List<String> superUsers,
            List<AclGrant> initialAcls) {
        this(
                schema,
                cluster,
                nodeId,
                nodes,
                dataDirectory,
                replicationFactor,
                minInSyncReplicas,
                messageBytes,
                internalPassword,
                tokens,
                passwords,
                superUsers,
                initialAcls,
                null,
                null);
    }

    /** A cluster that speaks without TLS. */
    public BrokerSpec(
            int schema,
            String cluster,
            int nodeId,
            List<BrokerNode> nodes,
            String dataDirectory,
            int replicationFactor,
            int minInSyncReplicas,
            int messageBytes,
            String internalPassword,
            @Nullable TokenAuthentication tokens,
            @Nullable PasswordAuthentication passwords,
            List<String> superUsers,
            List<AclGrant> initialAcls,
            @Nullable Integer founders) {
        this(
                schema,
                cluster,
                nodeId,
                nodes,
                dataDirectory,
                replicationFactor,
                minInSyncReplicas,
                messageBytes,
                internalPassword,
                tokens,
                passwords,
                superUsers,
                initialAcls,
                founders,
                null);
    }

    /** The nodes that form the quorum when the cluster begins. */
    public List<BrokerNode> foundingNodes() {
        return founders == null ? nodes : nodes.subList(0, founders);
    }

    /** Whether this node came to a cluster that was there already. */
    public boolean joins() {
        return founders != null && nodeId >= founders;
    }

    /** The same for another list of first ACLs. */
    public BrokerSpec withInitialAcls(List<AclGrant> acls) {
        return new BrokerSpec(
                schema,
                cluster,
                nodeId,
                nodes,
                dataDirectory,
                replicationFactor,
                minInSyncReplicas,
                messageBytes,
                internalPassword,
                tokens,
                passwords,
                superUsers,
                acls,
                founders,
                tls);
    }

    /** The same, with TLS on all listeners. */
    public BrokerSpec withTls(TlsFiles files) {
        return new BrokerSpec(
                schema,
                cluster,
                nodeId,
                nodes,
                dataDirectory,
                replicationFactor,
                minInSyncReplicas,
                messageBytes,
                internalPassword,
                tokens,
                passwords,
                superUsers,
                initialAcls,
                founders,
                files);
    }

    public BrokerNode node() {
        return nodes.stream().filter(node -> node.id() == nodeId).findFirst().orElseThrow();
    }

    @Override
    public String toString() {
        return "BrokerSpec[cluster=" + cluster + ", node=" + nodeId + ", directory=" + dataDirectory + "]";
    }
}
