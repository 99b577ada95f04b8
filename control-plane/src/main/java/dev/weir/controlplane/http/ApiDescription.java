package dev.weir.controlplane.http;

import dev.weir.controlplane.auth.OpenPaths;
import dev.weir.controlplane.http.description.Examples;
import dev.weir.controlplane.http.description.NeededFields;
import dev.weir.controlplane.http.description.Refusals;
import dev.weir.controlplane.http.description.Wording;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.IndexView;

/** Adds to the generated description what is true of every operation, once for all of them. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class ApiDescription implements OASFilter {
    private static final String KEY = "apiKey";
    private static final String SESSION = "session";
    private static final int LARGEST_PAGE = 100;

    private final NeededFields needed;

    public ApiDescription(IndexView index) {
        this.needed = new NeededFields(index);
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        api.getComponents()
                .addSecurityScheme(
                        KEY,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("basic")
                                .description("A Cloud API key and its secret."))
                .addSecurityScheme(
                        SESSION,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("The token of a session, or one of the configured OIDC issuer."));
        needed.mark(api.getComponents());
        var examples = new Examples(api.getComponents());
        Map<String, PathItem> paths = api.getPaths().getPathItems();
        if (paths != null) {
            paths.forEach((path, item) -> item.getOperations().forEach((method, operation) -> {
                complete(method.name(), path, operation);
                examples.addTo(operation, path);
            }));
        }
        Refusals.describe(api.getComponents());
    }

    private static void complete(String method, String path, Operation operation) {
        boolean forEverybody = OpenPaths.contains(method, path);
        if (!forEverybody) {
            operation.setSecurity(List.of(
                    OASFactory.createSecurityRequirement().addScheme(KEY),
                    OASFactory.createSecurityRequirement().addScheme(SESSION)));
        }
        name(Wording.of(method, path), operation);
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(ApiDescription::complete);
        }
        Refusals.addTo(operation, method, path, forEverybody);
    }

    private static void name(Wording wording, Operation operation) {
        operation.setOperationId(wording.id());
        if (operation.getSummary() == null) {
            operation.setSummary(wording.summary());
        }
        if (operation.getTags() == null || operation.getTags().isEmpty()) {
            operation.addTag(wording.tag());
        }
    }

    /** Pages are asked for in the same way everywhere. */
    private static void complete(Parameter parameter) {
        switch (parameter.getName()) {
            case "page_size" ->
                parameter
                        .description("How many rows a page has at most.")
                        .schema(OASFactory.createSchema()
                                .addType(SchemaType.INTEGER)
                                .minimum(BigDecimal.ONE)
                                .maximum(BigDecimal.valueOf(LARGEST_PAGE))
                                .defaultValue(10));
            case "page_token" -> parameter.description("Of a link in the metadata of another page.");
            default -> {}
        }
    }
}
