package dev.weir.operator.reach;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.weir.operator.login.Reach;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Looks whether each broker takes a connection and proves by its certificate that it is the one that is meant. */
public final class BrokerSight implements Reachability.Look {
    private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(2).toMillis();

    @Override
    public Sight at(Reach reach) {
        try {
            for (String server : reach.servers().split(",", -1)) {
                int colon = server.lastIndexOf(':');
                String host = server.substring(0, colon);
                try {
                    greet(reach.authority(), host, Integer.parseInt(server.substring(colon + 1)));
                } catch (IOException e) {
                    return new Sight(false, "the operator can't reach " + server + ": " + word(e));
                }
            }
            return Sight.REACHED;
        } catch (GeneralSecurityException e) {
            return new Sight(false, "the brokers' authority can't be read: " + e.getMessage());
        }
    }

    private static void greet(String authority, String host, int port) throws GeneralSecurityException, IOException {
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            plain.setSoTimeout(PATIENCE_MILLIS);
            try (SSLSocket tls =
                    (SSLSocket) trust(authority).getSocketFactory().createSocket(plain, host, port, true)) {
                SSLParameters parameters = tls.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                tls.setSSLParameters(parameters);
                tls.startHandshake();
            }
        }
    }

    /** The same each time, so that the same trouble is told once. */
    private static String word(IOException e) {
        return e instanceof UnknownHostException ? "its name isn't known" : String.valueOf(e.getMessage());
    }

    private static SSLContext trust(String authority) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        int number = 0;
        for (Certificate certificate : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(authority.getBytes(US_ASCII)))) {
            trusted.setCertificateEntry("authority-" + number++, certificate);
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
