package dev.weir.operator.certificate;

import dev.weir.operator.OperatorConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gives brokers their certificates. */
@ApplicationScoped
public class BrokerCertificates {
    /** A certificate is replaced when less than this part of its life is left. */
    private static final int LAST_PART = 3;

    private static final int DNS_NAME = 2;

    private final Supplier<Authority> authority;
    private final Duration life;
    private final Clock clock;

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
            return signing.issue(names, clock.instant(), life);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("no certificate can be made for " + names, e);
        }
    }

    private boolean isGood(String present, List<String> names, Authority signing) {
        try {
            X509Certificate certificate = Pem.certificate(present);
            certificate.verify(signing.certificate().getPublicKey());
            Instant end = certificate.getNotAfter().toInstant();
            Duration whole = Duration.between(certificate.getNotBefore().toInstant(), end);
            var held = certificate.getSubjectAlternativeNames();
            return held != null
                    && names.stream().allMatch(name -> held.contains(List.of(DNS_NAME, name)))
                    && clock.instant().isBefore(end.minus(whole.dividedBy(LAST_PART)));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
