package dev.weir.controlplane.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Adds to the generated description what is true of every operation: how to authenticate, what errors look like. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class ApiDescription implements OASFilter {
    private static final String KEY = "apiKey";
    private static final Set<String> FOR_EVERYBODY =
            Set.of("/weir/v1/signups", "/weir/v1/plans", "/weir/v1/regions", "/weir/v1/errors");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        api.getComponents()
                .addSchema("Failure", failure())
                .addSecurityScheme(
                        KEY,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("basic")
                                .description("A Cloud API key and its secret."));
        Map<String, PathItem> paths = api.getPaths().getPathItems();
        if (paths != null) {
            paths.forEach(
                    (path, item) -> item.getOperations().values().forEach(operation -> complete(path, operation)));
        }
    }

    private static void complete(String path, Operation operation) {
        operation.getResponses().removeAPIResponse("400");
        operation.getResponses().addAPIResponse("default", refusal());
        if (!FOR_EVERYBODY.contains(path)) {
            operation.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme(KEY)));
        }
    }

    private static APIResponse refusal() {
        return OASFactory.createAPIResponse()
                .description("Refused; GET /weir/v1/errors lists the codes.")
                .content(OASFactory.createContent()
                        .addMediaType(
                                "application/json",
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("#/components/schemas/Failure"))));
    }

    private static Schema failure() {
        Schema error = object().addProperty("id", text("The request's id, also in X-Request-Id."))
                .addProperty("status", text("The HTTP status."))
                .addProperty("code", text("Stable; one of GET /weir/v1/errors."))
                .addProperty("title", text("What the code means."))
                .addProperty("detail", text("What happened here."))
                .addProperty(
                        "source",
                        object().addProperty("pointer", text("JSON pointer into the request's body."))
                                .addProperty("parameter", text("Name of a query parameter.")));
        return object().addProperty(
                        "errors",
                        OASFactory.createSchema().addType(SchemaType.ARRAY).items(error))
                .addRequired("errors");
    }

    private static Schema object() {
        return OASFactory.createSchema().addType(SchemaType.OBJECT);
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
    }
}
