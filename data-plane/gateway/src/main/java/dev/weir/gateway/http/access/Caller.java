package dev.weir.gateway.http.access;

import dev.weir.tenants.id.ClusterId;
import dev.weir.tenants.id.PrincipalId;

/**
 * Whoever sent a request.
 *
 * @param principal whose key it is
 * @param cluster what the key opens; the request asks for no other
 */
public record Caller(PrincipalId principal, ClusterId cluster) {}
