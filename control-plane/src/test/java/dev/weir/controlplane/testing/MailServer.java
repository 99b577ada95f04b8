package dev.weir.controlplane.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real SMTP server that keeps what it is sent. */
public final class MailServer implements AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile("(?m)^([A-Za-z0-9_-]{64})\\s*$");

    private final int port = FreePorts.take(1).getFirst();
    private GreenMail server;

    public MailServer() {
        start();
    }

    public void start() {
        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
    }

    public void stop() {
        server.stop();
    }

    public Map<String, String> config() {
        return Map.of(
                "quarkus.mailer.host", "127.0.0.1",
                "quarkus.mailer.port", String.valueOf(port),
                "quarkus.mailer.start-tls", "DISABLED",
                "quarkus.mailer.from", "weir@example.org");
    }

    /** How many mails an address has. */
    public int count(String address) {
        return texts(address).size();
    }

    /** The token of the latest mail to an address, of which there must be so many. */
    public String token(String address, int mails) {
        await().untilAsserted(() -> assertThat(texts(address)).hasSize(mails));
        Matcher token = TOKEN.matcher(texts(address).getLast());
        assertThat(token.find()).as(texts(address).getLast()).isTrue();
        return token.group(1);
    }

    private List<String> texts(String address) {
        return Stream.of(server.getReceivedMessages())
                .filter(mail -> isFor(mail, address))
                .map(MailServer::text)
                .toList();
    }

    private static boolean isFor(MimeMessage mail, String address) {
        try {
            return mail.getAllRecipients()[0].toString().equals(address);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(MimeMessage mail) {
        try {
            return mail.getContent().toString();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
