package dev.weir.operator.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/** What a failed look at a cluster is called; the API server's own words where they are its. */
final class Refusal {
    private static final int TOO_MANY = 429;

    private Refusal() {}

    static String reason(Exception failure) {
        if (!(failure instanceof KubernetesClientException refused)) {
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

    static String message(Exception failure) {
        String own = failure instanceof KubernetesClientException refused
                        && refused.getStatus() != null
                        && refused.getStatus().getMessage() != null
                ? refused.getStatus().getMessage()
                : String.valueOf(failure.getMessage());
        return own + "; it is tried again";
    }
}
