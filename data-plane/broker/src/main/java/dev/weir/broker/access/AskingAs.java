package dev.weir.broker.access;

import java.net.InetAddress;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;

/** Somebody's request, asked on behalf of another principal. */
record AskingAs(AuthorizableRequestContext request, KafkaPrincipal principal) implements AuthorizableRequestContext {
    /** The same person, by the name under which roles are granted. */
    static AskingAs role(AuthorizableRequestContext request) {
        return new AskingAs(
                request, new KafkaPrincipal(Principals.ROLE, request.principal().getName()));
    }

    @Override
    public String listenerName() {
        return request.listenerName();
    }

    @Override
    public SecurityProtocol securityProtocol() {
        return request.securityProtocol();
    }

    @Override
    public InetAddress clientAddress() {
        return request.clientAddress();
    }

    @Override
    public int requestType() {
        return request.requestType();
    }

    @Override
    public int requestVersion() {
        return request.requestVersion();
    }

    @Override
    public String clientId() {
        return request.clientId();
    }

    @Override
    public int correlationId() {
        return request.correlationId();
    }
}
