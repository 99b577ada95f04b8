package dev.weir.gateway.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.gateway.state.IdentityProvider.Kind.Issuer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/**
 * Fetches an issuer's keys (RFC 7517), which its discovery document names (OpenID Connect Discovery 1.0) unless the
 * organization has. The address is a tenant's choice, so nothing inside the gateway's own network is asked, no redirection
 * followed, and only so much read.
 */
@ApplicationScoped
class KeyFetch {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LARGEST = 512 * 1024;
    private static final int OK = 200;

    private final IdentityConfig config;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http;

    KeyFetch(IdentityConfig config) {
        this.config = config;
        this.http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(config.patience())
                .executor(threads)
                .build();
    }

    CompletableFuture<JsonWebKeySet> fetch(Issuer issuer) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        URI keys = issuer.keys() == null ? discover(issuer.issuer()) : issuer.keys();
                        return new JsonWebKeySet(get(keys).toString());
                    } catch (IOException | JoseException | IllegalArgumentException e) {
                        throw new CompletionException(e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new CompletionException(e);
                    }
                },
                threads);
    }

    private URI discover(String issuer) throws IOException, InterruptedException {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        JsonNode document = get(URI.create(base + "/.well-known/openid-configuration"));
        if (!issuer.equals(document.path("issuer").asText())) {
            throw new IOException("the discovery document is another issuer's");
        }
        return URI.create(document.path("jwks_uri").asText());
    }

    private JsonNode get(URI address) throws IOException, InterruptedException {
        check(address);
        var request = HttpRequest.newBuilder(address)
                .timeout(config.patience())
                .header("Accept", "application/json")
                .build();
        HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != OK) {
                throw new IOException("status " + response.statusCode());
            }
            byte[] bytes = body.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("more than " + LARGEST + " bytes");
            }
            return JSON.readTree(bytes);
        }
    }

    /** The name is resolved again for the connection, but Java remembers for longer than that takes. */
    private void check(URI address) throws IOException {
        boolean secure = "https".equalsIgnoreCase(address.getScheme());
        boolean plain = "http".equalsIgnoreCase(address.getScheme()) && config.plainHttp();
        if (address.getHost() == null || !(secure || plain)) {
            throw new IOException("only https addresses are asked");
        }
        if (config.privateAddresses()) {
            return;
        }
        for (InetAddress each : InetAddress.getAllByName(address.getHost())) {
            if (isInside(each)) {
                throw new IOException("addresses of this network aren't asked");
            }
        }
    }

    static boolean isInside(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
        boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || uniqueLocal
                || shared;
    }
}
