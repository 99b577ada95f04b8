package dev.weir.controlplane.identifier;

import dev.weir.tenants.id.IdGenerator;
import dev.weir.tenants.key.ApiSecrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

@ApplicationScoped
class Generators {
    @Produces
    @Singleton
    IdGenerator ids(Event<NewId> made) {
        return new IdGenerator(id -> made.fire(new NewId(id)));
    }

    @Produces
    @Singleton
    ApiSecrets secrets() {
        return new ApiSecrets();
    }
}
