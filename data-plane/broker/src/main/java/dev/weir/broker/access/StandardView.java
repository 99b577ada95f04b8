package dev.weir.broker.access;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.Endpoint;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.server.authorizer.AclCreateResult;
import org.apache.kafka.server.authorizer.AclDeleteResult;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.Authorizer;
import org.apache.kafka.server.authorizer.AuthorizerServerInfo;

/** An authorizer that can only be asked, for the sake of what {@link Authorizer} itself derives from the answers. */
abstract class StandardView implements Authorizer {
    @Override
    public final Map<Endpoint, ? extends CompletionStage<Void>> start(AuthorizerServerInfo server) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final List<? extends CompletionStage<AclCreateResult>> createAcls(
            AuthorizableRequestContext request, List<AclBinding> bindings) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final List<? extends CompletionStage<AclDeleteResult>> deleteAcls(
            AuthorizableRequestContext request, List<AclBindingFilter> filters) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final void configure(Map<String, ?> configs) {}

    @Override
    public final void close() {}
}
