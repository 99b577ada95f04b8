package dev.weir.controlplane.mail;

/** Sends letters. */
public interface PostOffice {
    /** Whether a mail server is configured. */
    boolean open();

    /** Waits for the mail server's answer, so there should be no transaction. */
    Delivery send(Letter letter);
}
