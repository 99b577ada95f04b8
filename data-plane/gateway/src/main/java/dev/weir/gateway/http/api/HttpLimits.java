package dev.weir.gateway.http.api;

import dev.weir.gateway.admission.Admissions;
import dev.weir.gateway.http.problem.Problem;
import dev.weir.gateway.http.problem.ProblemException;
import dev.weir.tenants.id.ClusterId;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** How large bodies may be whose length is known: as the cluster's plan says, and never more than the gateway takes. */
@ApplicationScoped
public class HttpLimits {
    private final BodyConfig config;
    private final Admissions admissions;

    HttpLimits(BodyConfig config, Admissions admissions) {
        this.config = config;
        this.admissions = admissions;
    }

    long body(ClusterId cluster) {
        long gateways = config.maxBody().asLongValue();
        return admissions
                .of(cluster)
                .map(admission -> Math.min(gateways, admission.limits().httpBodyBytes()))
                .orElse(gateways);
    }

    /** @param announced the header {@code Content-Length} */
    public void refuseLargerBody(ClusterId cluster, @Nullable String announced) {
        long most = body(cluster);
        if (announced != null && Long.parseLong(announced) > most) {
            throw tooLarge(most);
        }
    }

    static ProblemException tooLarge(long most) {
        return new Problem.TooLarge(
                        "The body is larger than " + most + " bytes, the most for one request (httpBodyBytes).")
                .asException();
    }
}
