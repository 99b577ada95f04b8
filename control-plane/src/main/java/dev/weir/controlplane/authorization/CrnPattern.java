package dev.weir.controlplane.authorization;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.controlplane.problem.Fields;
import dev.weir.tenants.access.KafkaResource;
import dev.weir.tenants.access.ResourceKind;
import dev.weir.tenants.access.Role;
import java.net.URLDecoder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a role binding holds, as clients write it: {@code
 * crn://<authority>/organization=<id>/environment=<id>/cloud-cluster=<id>/kafka=<id>/topic=<name>}, cut off behind the
 * part that it is about. Ids are as they were sent; whether there is such a thing the caller must find out.
 *
 * @param text all of it, as it was sent
 * @param environment null for all, or when it is about the organization
 * @param cluster null for all, or when it is about something larger
 * @param resource null for all, or when it is about something larger
 */
public record CrnPattern(
        String text,
        Level level,
        String organization,
        @Nullable String environment,
        @Nullable String cluster,
        @Nullable KafkaResource resource) {
    private static final String SCHEME = "crn://";
    private static final String ANY = "*";
    private static final int LONGEST = 1024;
    private static final Pattern AUTHORITY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*");
    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{0,249}\\*?");

    /** What a pattern is about. */
    public enum Level {
        ORGANIZATION,
        ENVIRONMENT,
        CLUSTER,
        RESOURCE
    }

    /** Throws an {@link IllegalArgumentException} that says what is wrong. */
    public static CrnPattern parse(String text) {
        require(text.length() <= LONGEST, "may have " + LONGEST + " characters at most");
        require(text.startsWith(SCHEME) && Fields.isPrintable(text), "must begin with crn://<authority>/organization=");
        Deque<String> parts =
                new ArrayDeque<>(List.of(text.substring(SCHEME.length()).split("/", -1)));
        require(AUTHORITY.matcher(parts.removeFirst()).matches(), "must begin with crn://<authority>/organization=");
        String organization = needed(parts, "organization", "must begin with crn://<authority>/organization=<id>");
        require(!organization.equals(ANY), "must name the organization");
        if (parts.isEmpty()) {
            return new CrnPattern(text, Level.ORGANIZATION, organization, null, null, null);
        }
        String environment = needed(parts, "environment", "must have environment=<id> behind the organization");
        if (parts.isEmpty()) {
            return new CrnPattern(text, Level.ENVIRONMENT, organization, unlessAny(environment), null, null);
        }
        String cluster = needed(parts, "cloud-cluster", "must have cloud-cluster=<id> behind the environment");
        require(!environment.equals(ANY) || cluster.equals(ANY), "must name the environment of a cluster");
        String kafka = next(parts, "kafka");
        require(kafka == null || kafka.equals(cluster), "must have the same id in cloud-cluster= and kafka=");
        if (parts.isEmpty()) {
            return new CrnPattern(text, Level.CLUSTER, organization, unlessAny(environment), unlessAny(cluster), null);
        }
        require(kafka != null, "must have kafka=<id> behind the cloud-cluster");
        KafkaResource resource = resource(parts.removeFirst());
        require(parts.isEmpty(), "has more behind the topic, group or transactional-id than there can be");
        return new CrnPattern(text, Level.RESOURCE, organization, unlessAny(environment), unlessAny(cluster), resource);
    }

    /** Whether the role can be had there. */
    public boolean fits(Role role) {
        return switch (role) {
            case ORGANIZATION_ADMIN -> level == Level.ORGANIZATION;
            case ENVIRONMENT_ADMIN -> level == Level.ENVIRONMENT;
            case CLOUD_CLUSTER_ADMIN -> level == Level.CLUSTER;
            case DEVELOPER_MANAGE, DEVELOPER_READ, DEVELOPER_WRITE -> level == Level.CLUSTER || level == Level.RESOURCE;
        };
    }

    private static KafkaResource resource(String part) {
        int equals = part.indexOf('=');
        ResourceKind kind = ResourceKind.ofCrnName(part.substring(0, Math.max(0, equals)))
                .orElseThrow(() -> new IllegalArgumentException(
                        "must end in topic=, group= or transactional-id= within a Kafka cluster"));
        // Names may have slashes and spaces; a plus is a plus.
        String name = URLDecoder.decode(part.substring(equals + 1).replace("+", "%2B"), UTF_8);
        require(Fields.isPrintable(name), "names a " + kind.crnName() + " with control characters");
        require(
                kind != ResourceKind.TOPIC || TOPIC.matcher(name).matches(),
                "names a topic that Kafka wouldn't take: letters, digits, dots, dashes and underlines");
        return new KafkaResource(kind, name);
    }

    private static String needed(Deque<String> parts, String name, String otherwise) {
        String value = next(parts, name);
        if (value == null) {
            throw new IllegalArgumentException(otherwise);
        }
        return value;
    }

    /** The value of the next part if it has that name; it is taken away then. */
    private static @Nullable String next(Deque<String> parts, String name) {
        String part = parts.peekFirst();
        if (part == null || !part.startsWith(name + "=") || part.length() == name.length() + 1) {
            return null;
        }
        parts.removeFirst();
        return part.substring(name.length() + 1);
    }

    private static @Nullable String unlessAny(String id) {
        return id.equals(ANY) ? null : id;
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
