package dev.weir.gateway.testbed;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority that signs certificates of servers and clients. */
public final class Authority {
    private static final AtomicLong SERIALS = new AtomicLong(1);
    private static final Duration LIFE = Duration.ofHours(1);

    private final KeyPair keys = keys();
    private final X500Name name;
    private final X509Certificate certificate;

    public Authority(String commonName) {
        name = new X500Name("CN=" + commonName);
        certificate = sign(name, keys, Kind.AUTHORITY, "", Instant.now().plus(LIFE));
    }

    /** A certificate and its key. */
    public record Issued(String certificate, String key) {
        /** Beside each other as {@code tls.crt} and {@code tls.key}, each replaced in one step. */
        public void writeTo(Path folder) throws IOException {
            replace(folder.resolve("tls.key"), key);
            replace(folder.resolve("tls.crt"), certificate);
        }

        private static void replace(Path file, String text) throws IOException {
            Path next = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private enum Kind {
        AUTHORITY,
        SERVER,
        CLIENT
    }

    public String pem() {
        return pem(certificate);
    }

    public Issued server(String host) {
        return issue(
                new X500Name("CN=" + host), Kind.SERVER, host, Instant.now().plus(LIFE));
    }

    public Issued client(String subject) {
        return client(subject, Instant.now().plus(LIFE));
    }

    public Issued client(String subject, Instant until) {
        return issue(new X500Name(subject), Kind.CLIENT, "", until);
    }

    private Issued issue(X500Name subject, Kind kind, String host, Instant until) {
        KeyPair own = keys();
        try {
            return new Issued(
                    pem(sign(subject, own, kind, host, until)), pem(new JcaPKCS8Generator(own.getPrivate(), null)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private X509Certificate sign(X500Name subject, KeyPair own, Kind kind, String host, Instant until) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.valueOf(SERIALS.getAndIncrement()),
                    Date.from(Instant.now().minusSeconds(60)),
                    Date.from(until),
                    subject,
                    own.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(kind == Kind.AUTHORITY));
            switch (kind) {
                case AUTHORITY -> {}
                case SERVER -> {
                    builder.addExtension(
                            Extension.subjectAlternativeName,
                            false,
                            new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
                    builder.addExtension(
                            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
                }
                case CLIENT ->
                    builder.addExtension(
                            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
            }
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(Object thing) {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(thing);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }
}
