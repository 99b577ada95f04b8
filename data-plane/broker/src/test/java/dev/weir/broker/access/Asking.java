package dev.weir.broker.access;

import java.net.InetAddress;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.network.ClientInformation;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.RequestContext;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;

/** Requests and what they ask for, as Kafka puts them to an authorizer. */
final class Asking {
    private Asking() {}

    static AuthorizableRequestContext user(String name, ApiKeys api) {
        return principal(KafkaPrincipal.USER_TYPE, name, api);
    }

    static AuthorizableRequestContext principal(String type, String name, ApiKeys api) {
        return new RequestContext(
                new RequestHeader(api, api.latestVersion(), "client", 0),
                "connection",
                InetAddress.getLoopbackAddress(),
                new KafkaPrincipal(type, name),
                new ListenerName("GATEWAY"),
                SecurityProtocol.SASL_PLAINTEXT,
                ClientInformation.EMPTY,
                false);
    }

    static Action topic(AclOperation operation, String name) {
        return action(operation, ResourceType.TOPIC, name);
    }

    static Action cluster(AclOperation operation) {
        return action(operation, ResourceType.CLUSTER, Resource.CLUSTER_NAME);
    }

    static Action action(AclOperation operation, ResourceType type, String name) {
        return new Action(operation, new ResourcePattern(type, name, PatternType.LITERAL), 1, false, false);
    }
}
