package dev.weir.cli.context;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whose certificates are good: those of the authorities that Java knows, and of this WEIR_HOME's own. */
public final class Trust {
    private Trust() {}

    /** PEM of this WEIR_HOME's development authority, if it has one. */
    public static Optional<Path> authority() {
        Path file = Home.of(System.getenv()).authority();
        return Files.exists(file) ? Optional.of(file) : Optional.empty();
    }

    public static SSLContext context() {
        try {
            Path own = authority().orElse(null);
            if (own == null) {
                return SSLContext.getDefault();
            }
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager(store(own))}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the authority of this WEIR_HOME is unreadable: " + e.getMessage(), e);
        }
    }

    private static KeyStore store(Path pem) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        try (InputStream in = Files.newInputStream(pem)) {
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("weir-" + number++, each);
            }
        }
        // What Java trusts besides.
        X509TrustManager usual = manager(null);
        for (X509Certificate each : usual.getAcceptedIssuers()) {
            store.setCertificateEntry("java-" + number++, each);
        }
        return store;
    }

    private static X509TrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager each : factory.getTrustManagers()) {
            if (each instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("no trust manager for X.509");
    }
}
