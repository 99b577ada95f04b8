package dev.weir.controlplane.apikey;

import dev.weir.controlplane.apikey.ApiKeyBody.ApiKeyView;
import dev.weir.controlplane.apikey.ApiKeyBody.SpecView;
import dev.weir.controlplane.shape.Crn;
import dev.weir.controlplane.shape.Links;
import dev.weir.controlplane.shape.Reference;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What clients see of a key. */
@ApplicationScoped
class ApiKeyViews {
    static final String PATH = "/iam/v2/api-keys";

    private final Links links;

    ApiKeyViews(Links links) {
        this.links = links;
    }

    ApiKeyView of(NewApiKey created) {
        return view(created.key(), created.secret());
    }

    ApiKeyView of(ApiKey key) {
        return view(key, null);
    }

    private ApiKeyView view(ApiKey key, @Nullable String secret) {
        Reference resource = key.cluster() == null
                ? links.cloud(key.organization())
                : links.cluster(key.organization(), key.cluster());
        return new ApiKeyView(
                "iam/v2",
                "ApiKey",
                key.id().value(),
                links.metadata(
                        PATH + "/" + key.id(), Crn.of(key.organization(), key.id()), key.createdAt(), key.updatedAt()),
                new SpecView(
                        secret,
                        key.displayName(),
                        key.description(),
                        links.principal(key.organization(), key.owner()),
                        resource,
                        List.of(resource)));
    }
}
