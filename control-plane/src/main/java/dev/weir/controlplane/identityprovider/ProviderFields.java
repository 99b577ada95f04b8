package dev.weir.controlplane.identityprovider;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.controlplane.identityprovider.IdentityProviderBody.MappingBody;
import dev.weir.controlplane.problem.Fields;
import dev.weir.tenants.id.ServiceAccountId;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Checks what clients send of an identity provider. */
final class ProviderFields {
    static final int LONGEST_TEXT = 256;
    static final int LONGEST_PEM = 16_384;
    static final int MOST_MAPPINGS = 200;
    private static final int LONGEST_URI = 512;
    private static final List<String> SUBJECTS = List.of("CN", "DN");

    private final Fields fields;

    ProviderFields(Fields fields) {
        this.fields = fields;
    }

    static ProviderSpec create(Fields fields, IdentityProviderBody body) {
        var checks = new ProviderFields(fields);
        String name = fields.name("/display_name", body.displayName());
        String description = fields.text("/description", body.description(), LONGEST_TEXT);
        Kind kind = checks.kind(body);
        SequencedMap<String, ServiceAccountId> mappings = checks.mappings(body.mappings());
        fields.done();
        return new ProviderSpec(name, description, kind, mappings);
    }

    /** What is left out stays as it is; an issuer doesn't become an authority. */
    static UnaryOperator<ProviderSpec> change(Fields fields, IdentityProviderBody body) {
        if (body.displayName() != null) {
            fields.name("/display_name", body.displayName());
        }
        fields.text("/description", body.description(), LONGEST_TEXT);
        var checks = new ProviderFields(fields);
        SequencedMap<String, ServiceAccountId> mappings = checks.mappings(body.mappings());
        fields.done();
        return old -> {
            Kind kind = checks.kind(filled(body, old.kind()));
            fields.done();
            return new ProviderSpec(
                    body.displayName() == null ? old.displayName() : body.displayName(),
                    body.description() == null ? old.description() : body.description(),
                    kind,
                    body.mappings() == null ? old.mappings() : mappings);
        };
    }

    private static IdentityProviderBody filled(IdentityProviderBody body, Kind old) {
        var issuer = old instanceof Kind.Issuer it ? it : null;
        var authority = old instanceof Kind.Authority it ? it : null;
        return new IdentityProviderBody(
                null,
                null,
                null,
                null,
                null,
                null,
                or(body.issuer(), issuer == null ? null : issuer.issuer()),
                or(body.jwksUri(), issuer == null ? null : issuer.jwksUri()),
                or(body.audience(), issuer == null ? null : issuer.audience()),
                or(body.subjectClaim(), issuer == null ? null : issuer.subjectClaim()),
                or(body.certificateAuthority(), authority == null ? null : authority.certificates()),
                or(body.subjectFrom(), authority == null ? null : authority.subjectFrom()),
                null);
    }

    private static @Nullable String or(@Nullable String sent, @Nullable String old) {
        return sent == null ? old : sent;
    }

    private Kind kind(IdentityProviderBody body) {
        if (body.certificateAuthority() == null) {
            String issuer = address("/issuer", fields.required("/issuer", body.issuer()));
            String audience = fields.required("/audience", body.audience());
            fields.text("/audience", audience, LONGEST_TEXT);
            if (body.subjectFrom() != null) {
                fields.reject("/subject_from", "is for certificate authorities");
            }
            String claim = Objects.requireNonNullElse(body.subjectClaim(), "sub");
            fields.name("/subject_claim", claim);
            return new Kind.Issuer(
                    issuer, body.jwksUri() == null ? null : address("/jwks_uri", body.jwksUri()), audience, claim);
        }
        if (body.issuer() != null || body.jwksUri() != null || body.audience() != null || body.subjectClaim() != null) {
            fields.reject("/certificate_authority", "can't stand beside an issuer: make two identity providers");
        }
        String from = Objects.requireNonNullElse(body.subjectFrom(), "CN");
        return new Kind.Authority(
                authorities(body.certificateAuthority()),
                fields.oneOf("/subject_from", from, SUBJECTS, UnaryOperator.identity()));
    }

    private String address(String pointer, String text) {
        fields.text(pointer, text, LONGEST_URI);
        try {
            URI uri = new URI(text);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (!text.isEmpty() && (!web || uri.getHost() == null || uri.getUserInfo() != null)) {
                fields.reject(pointer, "must be an https address");
            }
        } catch (URISyntaxException e) {
            fields.reject(pointer, "must be an https address");
        }
        return text;
    }

    private String authorities(String pem) {
        if (pem.length() > LONGEST_PEM) {
            fields.reject("/certificate_authority", "may have " + LONGEST_PEM + " characters at most");
            return "";
        }
        try {
            var certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(UTF_8)));
            boolean all = certificates.stream()
                    .allMatch(each -> each instanceof X509Certificate x509 && x509.getBasicConstraints() >= 0);
            if (certificates.isEmpty() || !all) {
                fields.reject("/certificate_authority", "must be PEM of certificates that may sign others");
            }
        } catch (CertificateException e) {
            fields.reject("/certificate_authority", "must be PEM of certificates that may sign others");
        }
        return pem;
    }

    private SequencedMap<String, ServiceAccountId> mappings(@Nullable List<@Nullable MappingBody> sent) {
        var mappings = new LinkedHashMap<String, ServiceAccountId>();
        if (sent == null) {
            return mappings;
        }
        if (sent.size() > MOST_MAPPINGS) {
            fields.reject("/mappings", "may have " + MOST_MAPPINGS + " entries at most");
            return mappings;
        }
        for (int i = 0; i < sent.size(); i++) {
            mapping("/mappings/" + i, sent.get(i), mappings);
        }
        return mappings;
    }

    private void mapping(String pointer, @Nullable MappingBody sent, SequencedMap<String, ServiceAccountId> mappings) {
        String subject = fields.required(pointer + "/subject", sent == null ? null : sent.subject());
        fields.text(pointer + "/subject", subject, LONGEST_TEXT);
        String account = fields.required(pointer + "/service_account", sent == null ? null : sent.serviceAccount());
        try {
            if (!account.isEmpty() && mappings.put(subject, new ServiceAccountId(account)) != null) {
                fields.reject(pointer + "/subject", "stands there twice");
            }
        } catch (IllegalArgumentException e) {
            fields.reject(pointer + "/service_account", "must be the id of a service account: sa-…");
        }
    }
}
