package dev.weir.k8s.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * What brokers tell clients to connect to: the gateway, by port and, where it has a domain, by name.
 *
 * @param host the gateway's host
 * @param port the gateway's port for node 0; node k has port + k
 * @param domain node k is called {@code bk-lkc-….<domain>}; null where nodes have no names
 * @param namedPort the gateway's port for names
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GatewaySpec(
        @JsonPropertyDescription("The gateway's host.") @Required @Size(min = 1, max = 253)
        String host,

        @JsonPropertyDescription("The gateway's port for node 0; node k has port + k.") @Required @Min(1) @Max(65435)
        Integer port,

        @JsonPropertyDescription("Under which nodes have names.") @Nullable @Size(min = 1, max = 200)
        String domain,

        @JsonPropertyDescription("The gateway's port for names.") @Nullable @Min(1) @Max(65535)
        Integer namedPort) {}
