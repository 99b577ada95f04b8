package dev.weir.controlplane.mail;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.jboss.logging.Logger;

@ApplicationScoped
class SmtpPostOffice implements PostOffice {
    private static final Logger LOG = Logger.getLogger(SmtpPostOffice.class);
    private static final String HOST = "quarkus.mailer.host";
    /** Somebody waits for the answer meanwhile. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ReactiveMailer mailer;
    private final Vertx vertx;
    private final boolean open;

    SmtpPostOffice(ReactiveMailer mailer, Vertx vertx, Config config) {
        this.mailer = mailer;
        this.vertx = vertx;
        this.open = isConfigured(config.getConfigValue(HOST));
    }

    /** The setting has a default of Quarkus' own, localhost, which is nobody's wish. */
    private static boolean isConfigured(ConfigValue host) {
        return host.getValue() != null && !host.getValue().isBlank() && host.getSourceOrdinal() > Integer.MIN_VALUE;
    }

    @Override
    public boolean open() {
        return open;
    }

    @Override
    public Delivery send(Letter letter) {
        if (!open) {
            return Delivery.SKIPPED;
        }
        try {
            Mail mail = Mail.withText(letter.to(), letter.subject(), letter.text());
            // Begun on another thread than its event loop, it may miss the server's greeting and wait for it for ever.
            Uni.createFrom()
                    .deferred(() -> mailer.send(mail))
                    .runSubscriptionOn(send -> vertx.getOrCreateContext().runOnContext(_ -> send.run()))
                    .await()
                    .atMost(PATIENCE);
            return Delivery.SENT;
        } catch (RuntimeException e) {
            LOG.errorf("mail subject=\"%s\" not sent: %s", letter.subject(), e);
            return Delivery.FAILED;
        }
    }
}
