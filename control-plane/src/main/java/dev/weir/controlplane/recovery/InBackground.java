package dev.weir.controlplane.recovery;

import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Does what an answer must not wait for, so that the time it takes tells nothing. */
@ApplicationScoped
class InBackground {
    private static final Logger LOG = Logger.getLogger(InBackground.class);

    void run(Runnable work) {
        Thread.ofVirtual().name("letter").start(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.errorf(e, "letter not sent");
            }
        });
    }
}
