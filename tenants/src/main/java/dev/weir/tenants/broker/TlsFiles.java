package dev.weir.tenants.broker;

/**
 * Where a broker finds what it needs for TLS on all of its listeners. Both files are read again when they change, so a
 * certificate is renewed without a restart.
 *
 * @param certificateFile absolute path of PEM: the private key (PKCS #8), then the certificate and what it was signed
 *     with. One certificate for whoever connects, and to other brokers
 * @param authorityFile absolute path of PEM: whom it trusts when it connects to other brokers
 */
public record TlsFiles(String certificateFile, String authorityFile) {}
