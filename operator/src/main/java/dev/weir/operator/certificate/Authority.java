package dev.weir.operator.certificate;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Signs brokers' certificates (RFC 5280), on the curve P-256.
 *
 * @param certificate its own, which whoever connects to brokers has to trust
 * @param key with which it signs
 */
public record Authority(X509Certificate certificate, PrivateKey key) {
    private static final Duration LIFE = Duration.ofDays(3650);
    /** Clocks differ. */
    private static final Duration EARLIER = Duration.ofHours(1);

    private static final int CURVE_BITS = 256;
    private static final int SERIAL_BITS = 120;
    private static final SecureRandom RANDOM = new SecureRandom();

    static Authority found(Instant now) throws GeneralSecurityException, IOException {
        KeyPair keys = keys();
        var name = new X500Name("CN=Weir brokers");
        var builder = builder(name, name, keys.getPublic(), now, LIFE);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
        return new Authority(signed(builder, keys.getPrivate()), keys.getPrivate());
    }

    /** A new key and its certificate, as PEM, for a broker of these names. */
    String issue(List<String> names, Instant now, Duration life) throws GeneralSecurityException, IOException {
        KeyPair keys = keys();
        var issuer = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        var builder = builder(issuer, new X500Name("CN=Weir broker"), keys.getPublic(), now, life);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(names.stream()
                        .map(name -> new GeneralName(GeneralName.dNSName, name))
                        .toArray(GeneralName[]::new)));
        return Pem.of(keys.getPrivate()) + Pem.of(signed(builder, key));
    }

    private static KeyPair keys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(CURVE_BITS);
        return generator.generateKeyPair();
    }

    private static JcaX509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, PublicKey key, Instant now, Duration life) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, RANDOM).add(BigInteger.ONE),
                Date.from(now.minus(EARLIER)),
                Date.from(now.plus(life)),
                subject,
                key);
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    @Override
    public String toString() {
        return "Authority[serial=" + certificate.getSerialNumber() + "]";
    }
}
