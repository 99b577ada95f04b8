package dev.weir.cli.context;

/** By what a server knows us. */
public sealed interface Credential permits KeyPair, SessionToken {
    /** The value of the header {@code Authorization}. */
    String authorization();
}
