package dev.weir.controlplane.oidc;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes Quarkus know the issuer when the first of its tokens comes. */
@ApplicationScoped
class IssuerTenant implements TenantConfigResolver {
    private final OidcConfig config;

    IssuerTenant(OidcConfig config) {
        this.config = config;
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext request, OidcRequestContext<OidcTenantConfig> context) {
        return config.issuer()
                .map(issuer -> Uni.createFrom().item(tenant(issuer)))
                .orElseGet(() -> Uni.createFrom().nullItem());
    }

    private OidcTenantConfig tenant(String issuer) {
        return OidcTenantConfig.authServerUrl(issuer)
                .tenantId("issuer")
                .clientId(config.audience())
                .applicationType(ApplicationType.SERVICE)
                .token()
                .issuer(issuer)
                .audience(config.audience())
                .end()
                .build();
    }
}
