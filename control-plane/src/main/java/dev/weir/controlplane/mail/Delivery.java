package dev.weir.controlplane.mail;

/** What became of a letter. */
public enum Delivery {
    /** A mail server has taken it. */
    SENT,
    /** The mail server didn't take it. */
    FAILED,
    /** No mail server is configured. */
    SKIPPED
}
