package dev.weir.controlplane.limits;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What limits look like in the API's description.
 *
 * @param organization limits over the organization, by name, such as {@code service_accounts}
 * @param clusters limits over each cluster by its kind, then by name, such as {@code partitions}
 */
@Schema(name = "Limits")
record LimitsShape(
        @Nullable Map<String, Long> organization, @Nullable Map<String, Map<String, Long>> clusters) {}
