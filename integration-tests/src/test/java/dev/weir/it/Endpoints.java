package dev.weir.it;

/** Where a Weir is reached, whatever it runs on. */
interface Endpoints {
    /** The management API, {@code http://…}. */
    String api();

    /** {@code bootstrap.servers} of clients. */
    String kafka();

    /** Kafka REST, {@code http://…}. */
    String http();
}
