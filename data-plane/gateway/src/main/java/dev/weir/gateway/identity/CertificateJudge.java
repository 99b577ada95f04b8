package dev.weir.gateway.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.weir.gateway.state.Authentication;
import dev.weir.gateway.state.Credential;
import dev.weir.gateway.state.IdentityProvider;
import dev.weir.gateway.state.IdentityProvider.Kind.Authority;
import dev.weir.gateway.state.TenantDirectory;
import dev.weir.tenants.id.ClusterId;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/**
 * Checks a client's certificate by the authorities that the cluster's organization trusts (PKIX, RFC 5280). That the
 * client has the key, TLS has made sure of. Revocation lists aren't read: remove the mapping.
 */
@ApplicationScoped
public class CertificateJudge {
    private static final String CLIENTS = "1.3.6.1.5.5.7.3.2";
    private static final String ANY_USE = "2.5.29.37.0";

    private final TenantDirectory directory;
    /** Checking signatures may take milliseconds: too long for an event loop. */
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    CertificateJudge(TenantDirectory directory) {
        this.directory = directory;
    }

    /** @param chain what the client showed, its own certificate first */
    public CompletableFuture<Ruling> judge(List<X509Certificate> chain, ClusterId cluster) {
        return CompletableFuture.supplyAsync(() -> rule(chain, cluster), threads);
    }

    private Ruling rule(List<X509Certificate> chain, ClusterId cluster) {
        X509Certificate own = chain.getFirst();
        String name = own.getSubjectX500Principal().getName();
        List<IdentityProvider> providers = directory
                .cluster(cluster)
                .map(found -> directory.providers(found.organization()))
                .orElse(List.of());
        boolean trusted = false;
        for (IdentityProvider provider : providers) {
            if (provider.kind() instanceof Authority authority && vouchesFor(authority, chain)) {
                trusted = true;
                Optional<Authentication> found =
                        subject(authority, name).flatMap(subject -> admit(provider, subject, own, cluster));
                if (found.isPresent()) {
                    return new Ruling.Known(found.get(), name);
                }
            }
        }
        return new Ruling.Doubtful(
                trusted
                        ? "no service account is mapped to the certificate's subject"
                        : "cluster " + cluster + " knows no identity provider that signed the certificate",
                name);
    }

    private Optional<Authentication> admit(
            IdentityProvider provider, String subject, X509Certificate own, ClusterId cluster) {
        var until = own.getNotAfter().toInstant();
        return provider.account(subject)
                .map(account ->
                        directory.admit(new Credential.Vouched(provider.id(), subject, until), account, cluster));
    }

    /** Rules are words, not patterns: a tenant's pattern could keep a thread busy for years. */
    private static Optional<String> subject(Authority authority, String name) {
        if (authority.subjectFrom().equals("DN")) {
            return Optional.of(name);
        }
        try {
            return new LdapName(name)
                    .getRdns().reversed().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(part -> part.getValue().toString())
                            .findFirst();
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }

    private static boolean vouchesFor(Authority authority, List<X509Certificate> chain) {
        try {
            List<String> uses = chain.getFirst().getExtendedKeyUsage();
            if (uses != null && !uses.contains(CLIENTS) && !uses.contains(ANY_USE)) {
                return false;
            }
            var factory = CertificateFactory.getInstance("X.509");
            Set<TrustAnchor> anchors = new HashSet<>();
            for (var each : factory.generateCertificates(
                    new ByteArrayInputStream(authority.certificates().getBytes(US_ASCII)))) {
                anchors.add(new TrustAnchor((X509Certificate) each, null));
            }
            var parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false);
            List<X509Certificate> path = chain.stream()
                    .filter(each -> anchors.stream()
                            .noneMatch(anchor -> anchor.getTrustedCert().equals(each)))
                    .toList();
            CertPathValidator.getInstance("PKIX").validate(factory.generateCertPath(path), parameters);
            return !path.isEmpty();
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }
}
