package dev.weir.benchmarks.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.benchmarks.report.BenchmarkFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Kubernetes' API over HTTP, as an administrator: the plain client. */
final class KubernetesApi implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration WATCH = Duration.ofMinutes(1);
    private static final int CREATED = 201;
    private static final int OK = 200;

    private final String server;
    private final String token;
    private final HttpClient client;
    private final ObjectMapper json = new ObjectMapper();

    private KubernetesApi(String server, String token, SSLContext tls) {
        this.server = server;
        this.token = token;
        this.client = HttpClient.newBuilder().sslContext(tls).build();
    }

    static KubernetesApi of(ScratchCluster cluster) {
        cluster.kubectl("-n", "kube-system", "create", "serviceaccount", "bench");
        cluster.kubectl(
                "create",
                "clusterrolebinding",
                "bench",
                "--clusterrole=cluster-admin",
                "--serviceaccount=kube-system:bench");
        return new KubernetesApi(
                cluster.kubectl("config", "view", "-o", "jsonpath={.clusters[0].cluster.server}"),
                cluster.kubectl("-n", "kube-system", "create", "token", "bench", "--duration=24h"),
                trusting(cluster.folder().resolve("pki").resolve("ca.crt")));
    }

    private static SSLContext trusting(Path authority) {
        try (InputStream file = Files.newInputStream(authority)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(file));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            return tls;
        } catch (IOException | GeneralSecurityException e) {
            throw new BenchmarkFailedException("the API server's authority can't be read: " + authority, e);
        }
    }

    /** Makes an object. */
    void create(String path, String object) {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(object))
                .build();
        sent(request, CREATED);
    }

    JsonNode get(String path) {
        return parsed(sent(request(path).build(), OK));
    }

    /**
     * Hears of all objects of a kind, and of each change, until these are so. Asking again and again would cost the API
     * server a good part of what is measured, and more the more there are.
     *
     * @param names of those that have to be so
     */
    void await(String path, Predicate<JsonNode> so, Collection<String> names, Duration patience) {
        Set<String> missing = new HashSet<>(names);
        long end = System.nanoTime() + patience.toNanos();
        while (!missing.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new BenchmarkFailedException(
                        missing.size() + " of " + path + " weren't ready within " + patience.toMinutes() + " minutes");
            }
            watch(path, so, missing);
        }
    }

    /** Until none is missing, or the API server ends it, as it may at any time. */
    private void watch(String path, Predicate<JsonNode> so, Set<String> missing) {
        HttpRequest watch = request(path + "?watch=true&timeoutSeconds=" + WATCH.toSeconds())
                .build();
        try (Stream<String> events = client.send(watch, BodyHandlers.ofLines()).body()) {
            Iterator<String> each = events.iterator();
            while (!missing.isEmpty() && each.hasNext()) {
                JsonNode object = parsed(each.next()).path("object");
                if (so.test(object)) {
                    missing.remove(object.path("metadata").path("name").asText());
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new BenchmarkFailedException(path + " can't be watched: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailedException("interrupted", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    private String sent(HttpRequest request, int expected) {
        try {
            var response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != expected) {
                throw new BenchmarkFailedException(
                        request.method() + " " + request.uri() + ": " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new BenchmarkFailedException(request.uri() + " doesn't answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailedException("interrupted", e);
        }
    }

    private JsonNode parsed(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new BenchmarkFailedException("the API server's answer isn't JSON", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
