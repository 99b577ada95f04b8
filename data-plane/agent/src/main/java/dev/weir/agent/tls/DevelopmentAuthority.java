package dev.weir.agent.tls;

import dev.weir.agent.home.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * An authority of this Weir's own, made once, and a certificate that it signed for the names by which this Weir is
 * reached: made anew when a third of its life is left, or when the names are others. The programs that show it look at
 * its files themselves.
 */
public final class DevelopmentAuthority {
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
    private static final Duration SERVER_LIFE = Duration.ofDays(90);
    private static final int RENEWED_AT = 3;

    private final Path folder;
    private final Clock clock;

    /** @param folder which the authority has for itself */
    public DevelopmentAuthority(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** PEM of what clients have to trust. */
    public Path authority() {
        return folder.resolve("ca.pem");
    }

    public Path certificate() {
        return folder.resolve("server.crt");
    }

    public Path key() {
        return folder.resolve("server.key");
    }

    private Path authorityKey() {
        return folder.resolve("ca.key");
    }

    /**
     * Sees to it that there is a certificate for these names and addresses which is good for a while. True when it is a
     * new one.
     */
    public boolean provide(Set<String> names) throws IOException {
        try {
            Files.createDirectories(folder);
            if (!Files.exists(authority()) || !Files.exists(authorityKey())) {
                found();
            }
            Optional<X509Certificate> shown = Files.exists(certificate()) && Files.exists(key())
                    ? Optional.of(Pem.certificate(certificate()))
                    : Optional.empty();
            if (shown.filter(this::lasts)
                    .filter(is -> names(is).equals(new TreeSet<>(names)))
                    .isPresent()) {
                return false;
            }
            issue(names);
            return true;
        } catch (GeneralSecurityException e) {
            throw new IOException("can't make a certificate in " + folder + ": " + e.getMessage(), e);
        }
    }

    private void found() throws IOException, GeneralSecurityException {
        KeyPair keys = Signing.newKeys();
        Instant now = clock.instant();
        var name = new X500Name("CN=Weir development authority");
        X509Certificate certificate =
                new Signing(name, keys).authority(now.minus(Duration.ofHours(1)), now.plus(AUTHORITY_LIFE));
        PrivateFile.write(authorityKey(), Pem.text(keys.getPrivate()));
        PrivateFile.write(authority(), Pem.text(certificate));
    }

    private void issue(Set<String> names) throws IOException, GeneralSecurityException {
        X509Certificate root = Pem.certificate(authority());
        var keys = new KeyPair(root.getPublicKey(), Pem.key(authorityKey()));
        var signing =
                new Signing(X500Name.getInstance(root.getSubjectX500Principal().getEncoded()), keys);
        KeyPair own = Signing.newKeys();
        Instant now = clock.instant();
        X509Certificate issued =
                signing.server(own.getPublic(), names, now.minus(Duration.ofHours(1)), now.plus(SERVER_LIFE));
        // Whoever reads between these two finds that they don't fit, and goes on with what it has.
        PrivateFile.write(key(), Pem.text(own.getPrivate()));
        PrivateFile.write(certificate(), Pem.text(issued) + Files.readString(authority()));
    }

    private boolean lasts(X509Certificate certificate) {
        Instant end = certificate.getNotAfter().toInstant();
        Duration life = Duration.between(certificate.getNotBefore().toInstant(), end);
        return clock.instant().isBefore(end.minus(life.dividedBy(RENEWED_AT)));
    }

    private static Set<String> names(X509Certificate certificate) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? Set.of()
                    : names.stream()
                            .map(List::getLast)
                            .map(String::valueOf)
                            .collect(Collectors.toCollection(TreeSet::new));
        } catch (CertificateParsingException e) {
            return Set.of();
        }
    }
}
