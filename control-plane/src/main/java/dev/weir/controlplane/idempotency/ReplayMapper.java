package dev.weir.controlplane.idempotency;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers once more, to the letter. */
class ReplayMapper {
    @ServerExceptionMapper
    Response again(Replayed replayed) {
        return Response.status(replayed.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Idempotent-Replayed", "true")
                .entity(replayed.body())
                .build();
    }
}
