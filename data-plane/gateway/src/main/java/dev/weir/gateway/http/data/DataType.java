package dev.weir.gateway.http.data;

/** How a key or value stands in JSON. */
public enum DataType {
    /** Base 64 of the bytes. */
    BINARY,
    /** The bytes are JSON, and stand there as it. */
    JSON,
    /** The bytes are text in UTF-8. */
    STRING
}
