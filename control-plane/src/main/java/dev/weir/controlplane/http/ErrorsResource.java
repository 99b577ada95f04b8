package dev.weir.controlplane.http;

import dev.weir.controlplane.problem.ErrorCode;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The catalogue of error codes, for people and for programs. */
@Path("/weir/v1/errors")
@Produces(MediaType.APPLICATION_JSON)
class ErrorsResource {
    @GET
    @NonBlocking
    public Catalogue list() {
        return new Catalogue(
                "weir/v1",
                "ErrorList",
                Arrays.stream(ErrorCode.values())
                        .map(code -> new Entry(code.code(), code.status(), code.title(), code.description()))
                        .toList());
    }

    /** All codes there are. */
    @Schema(name = "ErrorList")
    record Catalogue(String apiVersion, String kind, List<Entry> data) {}

    /** One code: what it is called, the status it comes with, what it means. */
    @Schema(name = "ErrorCode")
    record Entry(String code, int status, String title, String description) {}
}
