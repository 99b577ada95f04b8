package dev.weir.controlplane.identifier;

import dev.weir.tenants.id.IdGenerator;
import dev.weir.tenants.key.ApiSecrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

@ApplicationScoped
class Generators {
    @Produces
    @Singleton
    IdGenerator ids() {
        return new IdGenerator();
    }

    @Produces
    @Singleton
    ApiSecrets secrets() {
        return new ApiSecrets();
    }
}
