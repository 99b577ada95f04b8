package dev.weir.gateway.http.data;

/** How a reader wants keys and values. */
public enum DataFormat {
    /** JSON where it is an object or array, else text where it is UTF-8, else base 64. */
    AUTO,
    BINARY,
    JSON,
    STRING
}
