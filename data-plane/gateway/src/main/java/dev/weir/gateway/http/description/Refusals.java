package dev.weir.gateway.http.description;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** The ways in which operations are refused: one shape, described once for each status. */
final class Refusals {
    private static final String RESPONSES = "#/components/responses/";
    private static final String HEADERS = "#/components/headers/";
    private static final String SCHEMA = "Error";
    private static final String RETRY = "Retry-After";

    /**
     * One status.
     *
     * @param code as bodies have it
     * @param later whether it says when to come again
     */
    private record Kind(int status, int code, String message, boolean later) {}

    private static final List<Kind> ALL = List.of(
            new Kind(400, 40002, "The request can't be read, or asks for what can't be.", false),
            new Kind(401, 40101, "Key and secret, or the token, are missing or wrong.", false),
            new Kind(403, 40301, "The caller may not: its cluster's ACLs don't allow it.", false),
            new Kind(404, 40403, "There is no such thing, or it is another cluster's.", false),
            new Kind(406, 406, "Answers are of another content type.", false),
            new Kind(408, 408, "The body did not come to its end in time.", false),
            new Kind(409, 40902, "There is one already, or it is in another state.", false),
            new Kind(413, 413, "The body, or a record in it, is too large.", false),
            new Kind(415, 415, "Bodies are of another content type.", false),
            new Kind(422, 422, "There is no body, or not one that makes sense.", false),
            new Kind(429, 42901, "A limit of the cluster's plan is reached.", true),
            new Kind(500, 50002, "Kafka failed, or the gateway did.", false),
            new Kind(503, 50003, "The cluster doesn't serve at the moment.", true));

    private Refusals() {}

    static void describe(Components components) {
        components.addSchema(SCHEMA, failure());
        components.addHeader(
                RETRY,
                OASFactory.createHeader()
                        .schema(OASFactory.createSchema()
                                .addType(SchemaType.INTEGER)
                                .description("Seconds.")));
        ALL.forEach(kind -> components.addResponse(name(kind), response(kind)));
    }

    /** Which of them concern an operation. */
    static void addTo(Operation operation, String path) {
        boolean hasBody = operation.getRequestBody() != null;
        boolean isOlder = !path.startsWith("/kafka/");
        for (Kind kind : ALL) {
            boolean concerned = switch (kind.status()) {
                case 408, 413, 415, 422 -> hasBody;
                case 406, 409 -> isOlder;
                default -> true;
            };
            if (concerned) {
                operation
                        .getResponses()
                        .addAPIResponse(
                                Integer.toString(kind.status()),
                                OASFactory.createAPIResponse().ref(RESPONSES + name(kind)));
            }
        }
    }

    private static APIResponse response(Kind kind) {
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("error_code", kind.code());
        example.put("message", kind.message());
        APIResponse response = OASFactory.createAPIResponse()
                .description(kind.message())
                .content(OASFactory.createContent()
                        .addMediaType(
                                "application/json",
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("#/components/schemas/" + SCHEMA))
                                        .example(example)));
        if (kind.later()) {
            response.addHeader(RETRY, OASFactory.createHeader().ref(HEADERS + RETRY));
        }
        return response;
    }

    private static Schema failure() {
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .addProperty(
                        "error_code",
                        OASFactory.createSchema()
                                .addType(SchemaType.INTEGER)
                                .description("The status, or the status and two digits more."))
                .addProperty(
                        "message",
                        OASFactory.createSchema().addType(SchemaType.STRING).description("A sentence for a person."))
                .required(new ArrayList<>(List.of("error_code", "message")));
    }

    private static String name(Kind kind) {
        return "Refused" + kind.status();
    }
}
