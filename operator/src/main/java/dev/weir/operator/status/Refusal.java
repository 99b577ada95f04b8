package dev.weir.operator.status;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/** What a failed look at a cluster is called; the API server's own words where they are its. */
public final class Refusal {
    private static final int TOO_MANY = 429;

    private Refusal() {}

    public static String reason(Exception failure) {
        KubernetesClientException refused = refusal(failure);
        if (refused == null) {
            return "OperatorFailed";
        }
        if (message(failure).contains("exceeded quota")) {
            return "QuotaExceeded";
        }
        return refused.getCode() >= HttpURLConnection.HTTP_BAD_REQUEST
                        && refused.getCode() < HttpURLConnection.HTTP_INTERNAL_ERROR
                        && refused.getCode() != TOO_MANY
                ? "KubernetesRefused"
                : "KubernetesUnavailable";
    }

    public static String message(Exception failure) {
        KubernetesClientException refused = refusal(failure);
        String own = refused != null && refused.getStatus() != null
                ? refused.getStatus().getMessage()
                : null;
        return (own == null ? String.valueOf(failure.getMessage()) : own) + "; it is tried again";
    }

    /** Whoever measures or retries puts others around it. */
    private static @Nullable KubernetesClientException refusal(@Nullable Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof KubernetesClientException)) {
            cause = cause.getCause();
        }
        return (KubernetesClientException) cause;
    }
}
