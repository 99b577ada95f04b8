package dev.weir.controlplane.http.description;

import dev.weir.controlplane.problem.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** The ways in which operations are refused: one shape, described once for each status. */
public final class Refusals {
    private static final String RESPONSES = "#/components/responses/";
    private static final String HEADERS = "#/components/headers/";
    private static final String SCHEMA = "Failure";
    private static final int TOO_MANY = 429;

    private static final List<Integer> FOR_ALL = List.of(400, TOO_MANY, 500, 503);
    private static final List<Integer> WITH_CREDENTIALS = List.of(401, 403);
    private static final List<Integer> WITH_BODY = List.of(402, 409, 413, 415, 422);
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private Refusals() {}

    public static void describe(Components components) {
        components.addSchema(SCHEMA, failure());
        components.addHeader(
                "X-Request-Id", OASFactory.createHeader().schema(text("The request's id, for whoever asks for help.")));
        components.addHeader("Retry-After", OASFactory.createHeader().schema(number("Seconds.")));
        components.addHeader(
                "X-RateLimit-Reset",
                OASFactory.createHeader().schema(number("Seconds until the limit is whole again.")));
        var statuses = new TreeSet<>(
                Arrays.stream(ErrorCode.values()).map(ErrorCode::status).toList());
        statuses.add(TOO_MANY);
        statuses.forEach(status -> components.addResponse(name(status), refusal(status)));
        components.addResponse("Refused", response("Refused for another reason; GET /weir/v1/errors lists the codes."));
    }

    /** Which of them concern an operation. */
    public static void addTo(Operation operation, String method, String path, boolean forEverybody) {
        List<Integer> statuses = new ArrayList<>(FOR_ALL);
        if (!forEverybody) {
            statuses.addAll(WITH_CREDENTIALS);
        }
        // Whoever isn't let in may hear 403 from an open path, too: signups can be turned off.
        statuses.add(403);
        if (path.contains("{") || !method.equals("GET") || operation.getParameters() != null) {
            statuses.add(NOT_FOUND);
        }
        if (operation.getRequestBody() != null) {
            statuses.addAll(WITH_BODY);
        } else if (!method.equals("GET")) {
            statuses.add(CONFLICT);
        }
        var responses = operation.getResponses();
        responses.removeAPIResponse("400");
        statuses.stream()
                .distinct()
                .sorted()
                .forEach(status -> responses.addAPIResponse(
                        Integer.toString(status), OASFactory.createAPIResponse().ref(RESPONSES + name(status))));
        responses.addAPIResponse("default", OASFactory.createAPIResponse().ref(RESPONSES + "Refused"));
    }

    private static APIResponse refusal(int status) {
        Optional<ErrorCode> code = Arrays.stream(ErrorCode.values())
                .filter(candidate -> candidate.status() == status)
                .findFirst();
        String codes = Arrays.stream(ErrorCode.values())
                .filter(candidate -> candidate.status() == status)
                .map(ErrorCode::code)
                .collect(Collectors.joining(", "));
        APIResponse response = response(codes.isEmpty() ? "Too many requests." : "One of the codes " + codes + ".");
        if (status == TOO_MANY) {
            response.addHeader("Retry-After", OASFactory.createHeader().ref(HEADERS + "Retry-After"));
            response.addHeader("X-RateLimit-Reset", OASFactory.createHeader().ref(HEADERS + "X-RateLimit-Reset"));
        }
        code.ifPresent(
                it -> response.getContent().getMediaType("application/json").setExample(example(it)));
        return response;
    }

    private static APIResponse response(String description) {
        return OASFactory.createAPIResponse()
                .description(description)
                .addHeader("X-Request-Id", OASFactory.createHeader().ref(HEADERS + "X-Request-Id"))
                .content(OASFactory.createContent()
                        .addMediaType(
                                "application/json",
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("#/components/schemas/" + SCHEMA))));
    }

    private static Map<String, Object> example(ErrorCode code) {
        // In this order in the document, too, which Map.of changes from JVM to JVM.
        var error = new LinkedHashMap<String, Object>();
        error.put("id", "0b5a1c3e-6d0f-4a57-9a55-8a3f6b1f2c3d");
        error.put("status", Integer.toString(code.status()));
        error.put("code", code.code());
        error.put("title", code.title());
        error.put("detail", code.description());
        return Map.of("errors", List.of(error));
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
                                .addProperty("parameter", text("Name of a query parameter.")))
                .required(List.of("id", "status", "code", "title", "detail"));
        return object().addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .addType(SchemaType.ARRAY)
                                .minItems(1)
                                .items(error))
                .addRequired("errors");
    }

    private static String name(int status) {
        return "Refused" + status;
    }

    private static Schema object() {
        return OASFactory.createSchema().addType(SchemaType.OBJECT);
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
    }

    private static Schema number(String description) {
        return OASFactory.createSchema().addType(SchemaType.INTEGER).description(description);
    }
}
