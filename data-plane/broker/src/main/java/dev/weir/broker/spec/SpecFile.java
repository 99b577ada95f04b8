package dev.weir.broker.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.tenants.access.AclGrant;
import dev.weir.tenants.broker.BrokerSpec;
import dev.weir.tenants.broker.TlsFiles;
import dev.weir.tenants.id.ClusterId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;
import org.jspecify.annotations.Nullable;

/** Reads the program's only argument. No message repeats the file's content: it holds secrets. */
public final class SpecFile {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final Pattern USER = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Pattern PASSWORD = Pattern.compile("[ -~]+");

    private SpecFile() {}

    public static BrokerSpec read(Path file) throws InvalidSpecException {
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new InvalidSpecException(
                    "cannot read the spec " + file + ": " + e.getClass().getSimpleName());
        }
        return parse(content, file);
    }

    static BrokerSpec parse(byte[] content, Path file) throws InvalidSpecException {
        try {
            return checked(JSON.readValue(content, BrokerSpec.class), file);
        } catch (JsonMappingException e) {
            throw new InvalidSpecException("the spec " + file + " is invalid at '" + pathOf(e) + "': " + reason(e));
        } catch (JsonProcessingException e) {
            throw new InvalidSpecException("the spec " + file + " is not JSON, line "
                    + (e.getLocation() == null ? 0 : e.getLocation().getLineNr()));
        } catch (IOException e) {
            throw new InvalidSpecException(
                    "cannot read the spec " + file + ": " + e.getClass().getSimpleName());
        }
    }

    private static BrokerSpec checked(BrokerSpec spec, Path file) throws InvalidSpecException {
        if (spec.schema() != BrokerSpec.SCHEMA) {
            throw new InvalidSpecException(
                    "the spec " + file + " has schema " + spec.schema() + ", this program knows " + BrokerSpec.SCHEMA);
        }
        if (spec.dataDirectory() == null || !Path.of(spec.dataDirectory()).isAbsolute()) {
            throw new InvalidSpecException("the spec " + file + " needs an absolute dataDirectory");
        }
        if (spec.internalPassword() == null || spec.internalPassword().isEmpty()) {
            throw new InvalidSpecException("the spec " + file + " needs an internalPassword");
        }
        if (spec.messageBytes() <= 0
                || spec.minInSyncReplicas() <= 0
                || spec.replicationFactor() < spec.minInSyncReplicas()
                || spec.replicationFactor() > spec.nodes().size()) {
            throw new InvalidSpecException("the spec " + file
                    + " needs messageBytes > 0 and 0 < minInSyncReplicas <= replicationFactor <= number of nodes");
        }
        TlsFiles tls = spec.tls();
        if (tls != null && !(isAbsolute(tls.certificateFile()) && isAbsolute(tls.authorityFile()))) {
            throw new InvalidSpecException(
                    "the spec " + file + " needs absolute tls.certificateFile and tls.authorityFile");
        }
        requirePrintable(spec, file);
        for (AclGrant grant : spec.initialAcls()) {
            requireKnown(grant, file);
        }
        try {
            new ClusterId(spec.cluster());
        } catch (IllegalArgumentException e) {
            throw new InvalidSpecException("the spec " + file + " has no valid cluster: " + e.getMessage());
        }
        return spec;
    }

    private static boolean isAbsolute(@Nullable String path) {
        return path != null && Path.of(path).isAbsolute();
    }

    /** Kafka takes names and passwords as text in a syntax of its own. */
    private static void requirePrintable(BrokerSpec spec, Path file) throws InvalidSpecException {
        Map<String, String> users =
                spec.passwords() == null ? Map.of() : spec.passwords().passwords();
        if (!users.keySet().stream().allMatch(USER.asMatchPredicate())) {
            throw new InvalidSpecException("the spec " + file + " has a user whose name doesn't match " + USER);
        }
        if (!Stream.concat(Stream.of(spec.internalPassword()), users.values().stream())
                .allMatch(PASSWORD.asMatchPredicate())) {
            throw new InvalidSpecException("the spec " + file + " has a password with unprintable letters");
        }
    }

    private static void requireKnown(AclGrant grant, Path file) throws InvalidSpecException {
        try {
            ResourceType.valueOf(grant.resourceType());
            PatternType.valueOf(grant.patternType());
            AclOperation.valueOf(grant.operation());
            SecurityUtils.parseKafkaPrincipal(grant.principal());
            Objects.requireNonNull(grant.resourceName());
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new InvalidSpecException("the spec " + file + " has an initialAcl that Kafka doesn't know: " + grant);
        }
    }

    private static String pathOf(JsonMappingException e) {
        return String.join(
                ".",
                e.getPath().stream()
                        .map(reference -> reference.getFieldName() == null ? "[]" : reference.getFieldName())
                        .toList());
    }

    private static String reason(JsonMappingException e) {
        return switch (e.getCause()) {
            case IllegalArgumentException cause -> String.valueOf(cause.getMessage());
            case NullPointerException _ -> "a field is missing";
            case null, default -> "wrong type of value";
        };
    }
}
