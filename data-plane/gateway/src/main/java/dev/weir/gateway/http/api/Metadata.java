package dev.weir.gateway.http.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a resource is, and its name in the whole. */
public record Metadata(
        String self, @JsonProperty("resource_name") String resourceName) {}
