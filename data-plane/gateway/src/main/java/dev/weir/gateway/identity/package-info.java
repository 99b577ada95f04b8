/**
 * Whose word counts besides API keys: tokens of issuers, and certificates of authorities, that an organization trusts.
 * {@link dev.weir.gateway.identity.TokenJudge} and {@link dev.weir.gateway.identity.CertificateJudge} say which service
 * account somebody is; whom an organization trusts stands in {@link dev.weir.gateway.state.TenantDirectory}.
 */
@NullMarked
package dev.weir.gateway.identity;

import org.jspecify.annotations.NullMarked;
