package dev.weir.agent.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentAuthorityTest {
    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "*.weir.localhost");

    @TempDir
    Path folder;

    private DevelopmentAuthority at(Duration later) {
        return new DevelopmentAuthority(folder, Clock.fixed(Instant.now().plus(later), ZoneOffset.UTC));
    }

    @Test
    void aCertificateOfTheAuthorityIsMadeOnceForItsNames() throws Exception {
        var authority = at(Duration.ZERO);
        assertThat(authority.provide(NAMES)).isTrue();
        X509Certificate root = Pem.certificate(authority.authority());
        X509Certificate server = Pem.certificate(authority.certificate());

        server.verify(root.getPublicKey());
        assertThat(root.getBasicConstraints()).isNotNegative();
        assertThat(server.getBasicConstraints()).isNegative();
        assertThat(server.getSubjectAlternativeNames().stream().map(name -> String.valueOf(name.get(1))))
                .containsExactlyInAnyOrderElementsOf(NAMES);
        for (Path secret : new Path[] {authority.key(), folder.resolve("ca.key")}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                    .isEqualTo("rw-------");
        }
        assertThat(authority.provide(NAMES)).isFalse();
        assertThat(Pem.certificate(authority.certificate())).isEqualTo(server);
    }

    @Test
    void itIsRenewedInTimeAndTheAuthorityStays() throws Exception {
        at(Duration.ZERO).provide(NAMES);
        X509Certificate root = Pem.certificate(at(Duration.ZERO).authority());

        assertThat(at(Duration.ofDays(59)).provide(NAMES)).isFalse();
        assertThat(at(Duration.ofDays(61)).provide(NAMES)).isTrue();
        X509Certificate renewed = Pem.certificate(at(Duration.ZERO).certificate());
        renewed.verify(root.getPublicKey());
        assertThat(renewed.getNotAfter().toInstant()).isAfter(Instant.now().plus(Duration.ofDays(150)));
        assertThat(Pem.certificate(at(Duration.ZERO).authority())).isEqualTo(root);
    }

    @Test
    void otherNamesNeedAnotherCertificate() throws Exception {
        at(Duration.ZERO).provide(NAMES);
        assertThat(at(Duration.ZERO).provide(Set.of("localhost"))).isTrue();
        assertThat(at(Duration.ZERO).provide(Set.of("localhost"))).isFalse();
    }
}
