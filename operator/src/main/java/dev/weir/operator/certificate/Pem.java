package dev.weir.operator.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

/** Keys (PKCS #8) and certificates as text (RFC 7468). */
final class Pem {
    private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----";

    private Pem() {}

    static String of(PrivateKey key) throws IOException {
        return write(new JcaPKCS8Generator(key, null));
    }

    static String of(X509Certificate certificate) throws IOException {
        return write(certificate);
    }

    private static String write(Object object) throws IOException {
        var text = new StringWriter();
        try (var pem = new JcaPEMWriter(text)) {
            pem.writeObject(object);
        }
        return text.toString();
    }

    /** The first certificate in a text that may have a key before it. */
    static X509Certificate certificate(String text) throws GeneralSecurityException {
        int begin = Math.max(0, text.indexOf(CERTIFICATE));
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(text.substring(begin).getBytes(US_ASCII)));
    }

    static PrivateKey key(String text) throws IOException {
        try (var pem = new PEMParser(new StringReader(text))) {
            if (pem.readObject() instanceof PrivateKeyInfo key) {
                return new JcaPEMKeyConverter().getPrivateKey(key);
            }
            throw new IOException("there is no private key");
        }
    }
}
