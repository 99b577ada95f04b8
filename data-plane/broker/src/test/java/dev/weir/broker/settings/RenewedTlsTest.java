package dev.weir.broker.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.tenants.broker.TlsFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenewedTlsTest {
    private static final String PASSWORD = "unimportant";
    private static final String ALIAS = "broker";
    private static final int TIMEOUT_MILLIS = 20_000;

    @TempDir
    private Path folder;

    @Test
    void aProcessConnectsToItsOwnListener() throws Exception {
        TlsFiles files = certificate("own");
        X509Certificate shown = connect(RenewedTls.context(files), RenewedTls.context(files));
        assertThat(shown.getSubjectX500Principal().getName()).isEqualTo("CN=own");
    }

    @Test
    void aProcessDoesNotConnectToAnothersListener() throws Exception {
        SSLContext own = RenewedTls.context(certificate("own"));
        SSLContext another = RenewedTls.context(certificate("another"));
        assertThatThrownBy(() -> connect(another, own)).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void aCertificateIsReadAgainWhenItsFileChangesAndKeptWhileThatCannotBeRead() throws Exception {
        TlsFiles files = certificate("first");
        try (var tls = new RenewedTls()) {
            tls.configure(RenewedTls.complete(files));
            assertThat(name(tls)).isEqualTo("CN=first");
            Files.writeString(Path.of(files.certificateFile()), "no certificate");
            Files.writeString(Path.of(files.authorityFile()), "none either");
            // Long enough that it has looked: it does so when asked, at most once a second.
            await().pollDelay(Duration.ofMillis(1_100))
                    .untilAsserted(() -> assertThat(name(tls)).isEqualTo("CN=first"));
            TlsFiles second = certificate("second");
            Files.copy(
                    Path.of(second.certificateFile()),
                    Path.of(files.certificateFile()),
                    StandardCopyOption.REPLACE_EXISTING);
            Files.copy(
                    Path.of(second.authorityFile()),
                    Path.of(files.authorityFile()),
                    StandardCopyOption.REPLACE_EXISTING);
            await().untilAsserted(() -> assertThat(name(tls)).isEqualTo("CN=second"));
        }
    }

    /** Whose certificate it has now; being asked for an engine is what makes it look. */
    private static String name(RenewedTls tls) throws Exception {
        assertThat(tls.createServerSslEngine("localhost", 1)).isNotNull();
        KeyStore keys = tls.keystore();
        String alias = keys.aliases().nextElement();
        return ((X509Certificate) keys.getCertificate(alias))
                .getSubjectX500Principal()
                .getName();
    }

    /** What a client with one context is shown by a server with another. */
    private static X509Certificate connect(SSLContext server, SSLContext client) throws Exception {
        try (var listener = (SSLServerSocket)
                server.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listener.setSoTimeout(TIMEOUT_MILLIS);
            CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> greet(listener));
            try (var socket = (SSLSocket)
                    client.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), listener.getLocalPort())) {
                socket.setSoTimeout(TIMEOUT_MILLIS);
                socket.startHandshake();
                assertThat(socket.getInputStream().read()).isEqualTo(1);
                answered.join();
                return (X509Certificate) socket.getSession().getPeerCertificates()[0];
            }
        }
    }

    private static void greet(SSLServerSocket listener) {
        try (var socket = listener.accept()) {
            socket.getOutputStream().write(1);
        } catch (IOException refused) {
            // The client says why.
        }
    }

    /** One that is its own authority. */
    private TlsFiles certificate(String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(store)) {
            keys.load(stream, PASSWORD.toCharArray());
        }
        String certificate = pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded());
        String key =
                pem("PRIVATE KEY", keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
        Path own = Files.writeString(folder.resolve(name + ".pem"), key + certificate);
        Path authority = Files.writeString(folder.resolve(name + "-ca.pem"), certificate);
        return new TlsFiles(own.toString(), authority.toString());
    }

    private static String pem(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(content)
                + "\n-----END " + type + "-----\n";
    }
}
