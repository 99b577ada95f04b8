package dev.weir.gateway.http.description;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/** Adds to the generated description what is true of every operation, once for all of them. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class ApiDescription implements OASFilter {
    private static final String KEY = "apiKey";
    private static final String TOKEN = "token";

    /** As the annotations have it: both forms of the API are one path with a pattern. */
    private static final String GENERATED_ROOT = "/{api}/";

    private static final String SHOWN_ROOT = "/kafka/v3/";
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    /** The fields by which ACLs are found, which the resource takes all at once. */
    private static final List<String> ACL_SEARCH =
            List.of("resource_type", "resource_name", "pattern_type", "principal", "host", "operation", "permission");

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
                .addSecurityScheme(KEY, scheme("basic", "A cluster's API key and its secret."))
                .addSecurityScheme(TOKEN, scheme("bearer", "A short-lived token of POST /weir/v1/tokens."));
        needed.mark(api.getComponents());
        var examples = new Examples(api.getComponents());
        Map<String, PathItem> renamed = new TreeMap<>();
        Map<String, PathItem> paths = api.getPaths().getPathItems();
        if (paths != null) {
            paths.forEach((path, item) -> renamed.put(path.replace(GENERATED_ROOT, SHOWN_ROOT), item));
        }
        Paths shown = OASFactory.createPaths();
        renamed.forEach((path, item) -> {
            item.setParameters(null);
            item.getOperations().forEach((method, operation) -> {
                complete(method.name(), path, operation);
                examples.addTo(operation);
            });
            shown.addPathItem(path, item);
        });
        api.setPaths(shown);
        Refusals.describe(api.getComponents());
    }

    private static SecurityScheme scheme(String name, String description) {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme(name)
                .description(description);
    }

    private static void complete(String method, String path, Operation operation) {
        operation.setSecurity(List.of(
                OASFactory.createSecurityRequirement().addScheme(KEY),
                OASFactory.createSecurityRequirement().addScheme(TOKEN)));
        Wording wording = Wording.of(method, path);
        if (operation.getOperationId() == null) {
            operation.setOperationId(wording.id());
        }
        if (operation.getSummary() == null) {
            operation.setSummary(wording.summary());
        }
        operation.setTags(List.of(wording.tag()));
        operation.setParameters(parameters(path, operation.getParameters()));
        operation.setResponses(successes(operation.getResponses()));
        Refusals.addTo(operation, path);
    }

    private static List<Parameter> parameters(String path, @Nullable List<Parameter> declared) {
        List<Parameter> all = new ArrayList<>();
        Matcher names = PARAMETER.matcher(path);
        while (names.find()) {
            String name = names.group(1);
            all.add(find(declared, name));
        }
        if (declared != null) {
            declared.stream()
                    .filter(parameter -> parameter.getIn() != Parameter.In.PATH)
                    .forEach(all::add);
        }
        if (path.endsWith("/acls")) {
            ACL_SEARCH.forEach(name -> all.add(OASFactory.createParameter()
                    .name(name)
                    .in(Parameter.In.QUERY)
                    .schema(OASFactory.createSchema().addType(SchemaType.STRING))));
        }
        return all;
    }

    private static Parameter find(@Nullable List<Parameter> declared, String name) {
        return (declared == null ? List.<Parameter>of() : declared)
                .stream()
                        .filter(parameter -> parameter.getName().equals(name))
                        .findFirst()
                        .orElseGet(() -> OASFactory.createParameter()
                                .name(name)
                                .in(Parameter.In.PATH)
                                .required(true)
                                .schema(OASFactory.createSchema().addType(SchemaType.STRING)));
    }

    /** What goes well; what doesn't is described for all at once. */
    private static APIResponses successes(@Nullable APIResponses declared) {
        APIResponses kept = OASFactory.createAPIResponses();
        if (declared != null && declared.getAPIResponses() != null) {
            declared.getAPIResponses().forEach((status, response) -> {
                if (status.startsWith("2")) {
                    kept.addAPIResponse(status, described(response));
                }
            });
        }
        return kept;
    }

    private static APIResponse described(APIResponse response) {
        if (response.getRef() == null
                && (response.getDescription() == null
                        || response.getDescription().isBlank())) {
            response.setDescription("Done.");
        }
        return response;
    }
}
