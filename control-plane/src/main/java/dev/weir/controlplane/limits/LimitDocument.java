package dev.weir.controlplane.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.controlplane.plan.Quota;
import dev.weir.controlplane.problem.Fields;
import dev.weir.tenants.cluster.ClusterKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Limits as JSON, in the API's form ({@code {"organization":{"service_accounts":5},"clusters":{"Basic":{…}}}}) and in
 * that of a row of Postgres ({@code serviceAccounts}, {@code BASIC}). A change is a JSON merge patch (RFC 7396).
 */
final class LimitDocument {
    private static final String ORGANIZATION = "organization";
    private static final String CLUSTERS = "clusters";

    private final Fields fields;
    private final String pointer;
    private final boolean mayRemove;

    /** @param mayRemove whether null is allowed and takes a limit away */
    LimitDocument(Fields fields, String pointer, boolean mayRemove) {
        this.fields = fields;
        this.pointer = pointer;
        this.mayRemove = mayRemove;
    }

    /** What was sent, in the form of a row. Unknown names are refused: a limit that is misspelt must not be lost. */
    ObjectNode parse(@Nullable JsonNode sent) {
        ObjectNode row = object();
        entries(pointer, sent).forEach(entry -> {
            String at = pointer + "/" + entry.getKey();
            switch (entry.getKey()) {
                case ORGANIZATION ->
                    row.set(
                            ORGANIZATION,
                            limits(at, entry.getValue(), Quota.ofOrganizations().toList()));
                case CLUSTERS -> row.set(CLUSTERS, clusters(at, entry.getValue()));
                default -> fields.reject(at, "isn't known");
            }
        });
        return row;
    }

    private ObjectNode clusters(String at, JsonNode sent) {
        ObjectNode row = object();
        entries(at, sent).forEach(entry -> {
            String place = at + "/" + entry.getKey();
            Optional<ClusterKind> kind = Arrays.stream(ClusterKind.values())
                    .filter(candidate -> candidate.apiName().equals(entry.getKey()))
                    .findFirst();
            if (kind.isEmpty()) {
                fields.reject(place, "is no kind of cluster");
            } else if (entry.getValue().isNull() && mayRemove) {
                row.putNull(kind.get().name());
            } else {
                row.set(
                        kind.get().name(),
                        limits(place, entry.getValue(), Quota.ofClusters().toList()));
            }
        });
        return row;
    }

    private ObjectNode limits(String at, JsonNode sent, List<Quota> known) {
        ObjectNode row = object();
        entries(at, sent).forEach(entry -> {
            String place = at + "/" + entry.getKey();
            JsonNode value = entry.getValue();
            Optional<Quota> quota = known.stream()
                    .filter(candidate -> apiName(candidate.field()).equals(entry.getKey()))
                    .findFirst();
            if (quota.isEmpty()) {
                fields.reject(place, "is no limit");
            } else if (value.isNull() && mayRemove) {
                row.putNull(quota.get().field());
            } else if (value.isIntegralNumber() && value.canConvertToLong() && value.longValue() > 0) {
                row.put(quota.get().field(), value.longValue());
            } else {
                fields.reject(place, "must be a positive whole number");
            }
        });
        return row;
    }

    private List<Map.Entry<String, JsonNode>> entries(String at, @Nullable JsonNode node) {
        if (node instanceof ObjectNode object) {
            return List.copyOf(object.properties());
        }
        fields.reject(at, "must be an object");
        return List.of();
    }

    /** What becomes of a document by a merge patch; objects that end up empty are left out. */
    static ObjectNode merge(ObjectNode document, ObjectNode patch) {
        ObjectNode merged = document.deepCopy();
        patch.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (value.isNull()) {
                merged.remove(entry.getKey());
            } else if (value instanceof ObjectNode inner) {
                ObjectNode within = merged.get(entry.getKey()) instanceof ObjectNode present ? present : object();
                ObjectNode result = merge(within, inner);
                if (result.isEmpty()) {
                    merged.remove(entry.getKey());
                } else {
                    merged.set(entry.getKey(), result);
                }
            } else {
                merged.set(entry.getKey(), value);
            }
        });
        return merged;
    }

    /** A row's document in the form of the API. */
    static ObjectNode shown(JsonNode row) {
        ObjectNode shown = object();
        if (row.get(ORGANIZATION) instanceof ObjectNode organization) {
            shown.set(ORGANIZATION, renamed(organization));
        }
        if (row.get(CLUSTERS) instanceof ObjectNode kinds) {
            ObjectNode clusters = shown.putObject(CLUSTERS);
            kinds.properties()
                    .forEach(kind ->
                            clusters.set(ClusterKind.valueOf(kind.getKey()).apiName(), renamed(kind.getValue())));
        }
        return shown;
    }

    private static ObjectNode renamed(JsonNode limits) {
        ObjectNode renamed = object();
        limits.properties().forEach(limit -> renamed.set(apiName(limit.getKey()), limit.getValue()));
        return renamed;
    }

    private static String apiName(String field) {
        return field.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
