package dev.weir.gateway.http.acls;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.weir.gateway.http.api.Links;
import java.net.URLEncoder;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.acl.AclBinding;

/** One ACL. It has no name of its own: its address is the search that finds it. */
@JsonNaming(SnakeCaseStrategy.class)
record AclView(
        String kind,
        Self metadata,
        String clusterId,
        String resourceType,
        String resourceName,
        String patternType,
        String principal,
        String host,
        String operation,
        String permission) {
    /** Where it is. */
    record Self(String self) {}

    /** What was deleted. */
    record Deleted(List<AclView> data) {
        Deleted {
            data = List.copyOf(data);
        }
    }

    static final Comparator<AclView> ORDER = Comparator.comparing(AclView::resourceType)
            .thenComparing(AclView::resourceName)
            .thenComparing(AclView::patternType)
            .thenComparing(AclView::principal)
            .thenComparing(AclView::host)
            .thenComparing(AclView::operation)
            .thenComparing(AclView::permission);

    static AclView of(AclBinding acl, Links links) {
        var pattern = acl.pattern();
        var entry = acl.entry();
        return new AclView(
                "KafkaAcl",
                new Self(links.url(path(acl))),
                links.cluster().value(),
                pattern.resourceType().name(),
                pattern.name(),
                pattern.patternType().name(),
                entry.principal(),
                entry.host(),
                entry.operation().name(),
                entry.permissionType().name());
    }

    /** The search that finds just this one. */
    static String path(AclBinding acl) {
        return "/acls?resource_type=" + acl.pattern().resourceType()
                + "&resource_name=" + encoded(acl.pattern().name())
                + "&pattern_type=" + acl.pattern().patternType()
                + "&principal=" + encoded(acl.entry().principal())
                + "&host=" + encoded(acl.entry().host())
                + "&operation=" + acl.entry().operation()
                + "&permission=" + acl.entry().permissionType();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8);
    }
}
