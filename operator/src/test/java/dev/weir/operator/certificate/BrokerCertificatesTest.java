package dev.weir.operator.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class BrokerCertificatesTest {
    private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");
    private static final Duration LIFE = Duration.ofDays(90);
    private static final String HOST = "lkc-a-0.lkc-a.weir-x.svc.cluster.local";
    private static final String SERVICE = "lkc-a-bootstrap.weir-x.svc.cluster.local";
    private static final List<String> NAMES = List.of(HOST, SERVICE);

    private final Authority authority;
    private final BrokerCertificates certificates;
    private final String present;

    BrokerCertificatesTest() throws GeneralSecurityException, IOException {
        authority = Authority.found(NOW);
        certificates = at(Duration.ZERO, authority);
        present = certificates.keep(NAMES, null);
    }

    private static BrokerCertificates at(Duration later, Authority authority) {
        return new BrokerCertificates(() -> authority, LIFE, Clock.fixed(NOW.plus(later), ZoneOffset.UTC));
    }

    @Test
    void aBrokerGetsAKeyAndACertificateForItsNames() throws Exception {
        X509Certificate certificate = Pem.certificate(present);
        assertThat(certificate.getSubjectAlternativeNames()).containsExactly(List.of(2, HOST), List.of(2, SERVICE));
        assertThat(certificate.getBasicConstraints()).as("signs nothing").isEqualTo(-1);
        assertThatCode(() -> certificate.verify(authority.certificate().getPublicKey()))
                .doesNotThrowAnyException();
        assertThat(Pem.key(present).getAlgorithm()).isIn("EC", "ECDSA");
    }

    @Test
    void whatIsGoodStays() {
        assertThat(certificates.keep(NAMES, present)).isEqualTo(present);
        assertThat(at(Duration.ofDays(59), authority).keep(NAMES, present)).isEqualTo(present);
    }

    @Test
    void aCertificateIsReplacedBeforeItEnds() throws Exception {
        String next = at(Duration.ofDays(61), authority).keep(NAMES, present);
        assertThat(next).isNotEqualTo(present);
        assertThat(Pem.certificate(next).getNotAfter().toInstant())
                .isEqualTo(NOW.plus(Duration.ofDays(61)).plus(LIFE));
    }

    @Test
    void oneForAnotherNameOrOfAnotherAuthorityIsReplaced() throws Exception {
        assertThat(certificates.keep(List.of(HOST, "lkc-b-bootstrap.weir-x.svc.cluster.local"), present))
                .isNotEqualTo(present);
        Authority other = Authority.found(NOW);
        String next = at(Duration.ZERO, other).keep(NAMES, present);
        assertThat(next).isNotEqualTo(present);
        assertThatThrownBy(() ->
                        Pem.certificate(next).verify(authority.certificate().getPublicKey()))
                .isInstanceOf(SignatureException.class);
        assertThatCode(() -> Pem.certificate(next).verify(other.certificate().getPublicKey()))
                .doesNotThrowAnyException();
    }

    @Test
    void whatCannotBeReadIsReplaced() {
        assertThat(certificates.keep(NAMES, "not PEM")).contains("BEGIN CERTIFICATE");
    }
}
