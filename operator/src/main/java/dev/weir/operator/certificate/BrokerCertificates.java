package dev.weir.operator.certificate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weir.operator.OperatorConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gives brokers their certificates. */
@ApplicationScoped
public class BrokerCertificates {
    /** A certificate is replaced when less than this part of its life is left. */
    private static final int LAST_PART = 3;

    private static final int DNS_NAME = 2;
    private static final int REMEMBERED = 10_000;

    private final Supplier<Authority> authority;
    private final Duration life;
    private final Clock clock;
    /** Looked at before. A signature is costly to verify, and each look at a cluster asks for its brokers'. */
    private final Cache<Signed, Judged> judged =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /** A certificate as it is written down, and by whom it should be. */
    private record Signed(String pem, Authority by) {}

    /**
     * What is in a certificate.
     *
     * @param names none when it is nothing, or another authority's
     * @param end when it has to be replaced
     */
    private record Judged(Set<String> names, Instant end) {
        private static final Judged NOTHING = new Judged(Set.of(), Instant.MIN);

        private Judged {
            names = Set.copyOf(names);
        }
    }

    @Inject
    BrokerCertificates(Authorities authorities, OperatorConfig config) {
        this(authorities::authority, config.certificateLife(), Clock.systemUTC());
    }

    BrokerCertificates(Supplier<Authority> authority, Duration life, Clock clock) {
        this.authority = authority;
        this.life = life;
        this.clock = clock;
    }

    /** PEM of whom one has to trust. */
    public String authority() {
        try {
            return Pem.of(authority.get().certificate());
        } catch (IOException e) {
            throw new IllegalStateException("the authority can't be written down", e);
        }
    }

    /**
     * PEM of a broker's key and certificate.
     *
     * @param names by which the broker is called
     * @param present what it has, which it keeps while that is good; null when it has none
     */
    public String keep(List<String> names, @Nullable String present) {
        Authority signing = authority.get();
        if (present != null && isGood(present, names, signing)) {
            return present;
        }
        try {
            String issued = signing.issue(names, clock.instant(), life);
            judged.put(new Signed(issued, signing), read(Pem.certificate(issued)));
            return issued;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("no certificate can be made for " + names, e);
        }
    }

    private boolean isGood(String present, List<String> names, Authority signing) {
        Judged found = judged.get(new Signed(present, signing), BrokerCertificates::judge);
        return found.names().containsAll(names) && clock.instant().isBefore(found.end());
    }

    private static Judged judge(Signed signed) {
        try {
            X509Certificate certificate = Pem.certificate(signed.pem());
            certificate.verify(signed.by().certificate().getPublicKey());
            return read(certificate);
        } catch (GeneralSecurityException e) {
            return Judged.NOTHING;
        }
    }

    private static Judged read(X509Certificate certificate) throws CertificateParsingException {
        Instant end = certificate.getNotAfter().toInstant();
        Duration whole = Duration.between(certificate.getNotBefore().toInstant(), end);
        var held = certificate.getSubjectAlternativeNames();
        return held == null ? Judged.NOTHING : new Judged(dnsNames(held), end.minus(whole.dividedBy(LAST_PART)));
    }

    private static Set<String> dnsNames(Collection<List<?>> names) {
        return names.stream()
                .filter(name -> name.getFirst().equals(DNS_NAME))
                .map(name -> (String) name.getLast())
                .collect(Collectors.toSet());
    }
}
