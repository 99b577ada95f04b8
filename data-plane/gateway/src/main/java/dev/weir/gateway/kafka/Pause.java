package dev.weir.gateway.kafka;

/** Why a client isn't read for now. */
enum Pause {
    /** Its secret is being checked. */
    AUTHENTICATION,
    /** There is no broker to forward to yet. */
    UPSTREAM_MISSING,
    /** The broker takes no more bytes. */
    UPSTREAM_FULL,
    /** Too many requests are unanswered, or the client doesn't read its answers. */
    ANSWERS,
    /** Other unfinished frames of its cluster hold all the bytes there are. */
    BUDGET,
    /** Its cluster has used more than its limits allow. */
    THROTTLED,
    /** What it asked for depends on what its cluster has already. */
    CHECKING,
    /** The connection is being closed. */
    CLOSING
}
