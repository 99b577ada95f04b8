package dev.weir.controlplane.invitation;

import dev.weir.controlplane.auth.CurrentCaller;
import dev.weir.controlplane.authorization.Action;
import dev.weir.controlplane.authorization.Scope;
import dev.weir.controlplane.invitation.Invitation.Status;
import dev.weir.controlplane.invitation.InvitationViews.InvitationView;
import dev.weir.controlplane.problem.Fields;
import dev.weir.controlplane.problem.Problem.InvalidFilter;
import dev.weir.controlplane.problem.Problem.NotFound;
import dev.weir.controlplane.shape.Links;
import dev.weir.controlplane.shape.ListBody;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.controlplane.shape.Received;
import dev.weir.controlplane.shape.Reference;
import dev.weir.controlplane.shape.SentResource;
import dev.weir.controlplane.user.EmailAddresses;
import dev.weir.tenants.id.InvitationId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** {@code /iam/v2/invitations}. */
@Path(InvitationViews.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class InvitationsResource {
    private static final List<String> KNOWN =
            Stream.of(Status.values()).map(Status::apiName).toList();

    private final CurrentCaller caller;
    private final InvitationStore invitations;
    private final CreateInvitation createInvitation;
    private final DeleteInvitation deleteInvitation;
    private final InvitationViews views;
    private final Links links;
    private final Clock clock;

    InvitationsResource(
            CurrentCaller caller,
            InvitationStore invitations,
            CreateInvitation createInvitation,
            DeleteInvitation deleteInvitation,
            InvitationViews views,
            Links links,
            Clock clock) {
        this.caller = caller;
        this.invitations = invitations;
        this.createInvitation = createInvitation;
        this.deleteInvitation = deleteInvitation;
        this.views = views;
        this.links = links;
        this.clock = clock;
    }

    @GET
    public ListBody<InvitationView> list(
            @QueryParam("email") @Nullable String email,
            @QueryParam("status") @Nullable String status,
            @QueryParam("user") @Nullable String user,
            @QueryParam("creator") @Nullable String creator,
            @QueryParam("page_size") @Nullable String size,
            @QueryParam("page_token") @Nullable String token) {
        var organization =
                caller.require(Action.READ_PRINCIPALS, Scope.organization()).organization();
        var filters = new LinkedHashMap<String, String>();
        var filter = new InvitationFilter(
                sent(filters, "email", email),
                status(sent(filters, "status", status)),
                sent(filters, "user", user),
                sent(filters, "creator", creator));
        var request = PageRequest.parse(organization, "invitations:" + filters, size, token);
        var page = invitations.list(request, filter, clock.instant());
        return ListBody.of(links, "iam/v2", "InvitationList", InvitationViews.PATH, filters, page.map(views::of));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @APIResponseSchema(value = InvitationView.class, responseCode = "201")
    public InvitationView create(InvitationBody body) {
        var administrator = caller.require(Action.MANAGE_PRINCIPALS, Scope.organization());
        var fields = new Fields();
        Received.body(body).requireKind(fields, "iam/v2", "Invitation");
        String email = EmailAddresses.required(fields, "/email", body.email());
        String authType = body.authType();
        if (authType != null && !authType.isEmpty() && !authType.equals(InvitationViews.LOCAL)) {
            fields.reject("/auth_type", "must be " + InvitationViews.LOCAL);
        }
        fields.done();
        return views.of(createInvitation.create(administrator, email));
    }

    @GET
    @Path("/{id}")
    public InvitationView get(String id) {
        return invitations
                .find(
                        caller.require(Action.READ_PRINCIPALS, Scope.organization())
                                .organization(),
                        parse(id))
                .map(views::of)
                .orElseThrow(() -> NotFound.of("invitation", id).toException());
    }

    @DELETE
    @Path("/{id}")
    public void delete(String id) {
        deleteInvitation.delete(
                caller.require(Action.MANAGE_PRINCIPALS, Scope.organization()).organization(), parse(id));
    }

    private static InvitationId parse(String id) {
        return Received.id("invitation", id, InvitationId::new);
    }

    /** Null for no condition; what is one goes into the links to other pages. */
    private static @Nullable String sent(Map<String, String> filters, String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (!Fields.isPrintable(value)) {
            throw new InvalidFilter(name, name + " has control characters.").toException();
        }
        filters.put(name, value);
        return value;
    }

    private static @Nullable Status status(@Nullable String word) {
        if (word == null) {
            return null;
        }
        return Stream.of(Status.values())
                .filter(status -> status.apiName().equals(word))
                .findFirst()
                .orElseThrow(() -> new InvalidFilter("status", "status must be one of " + KNOWN + ".").toException());
    }

    /** What clients send. */
    @Schema(name = "InvitationRequest")
    record InvitationBody(
            @Nullable String apiVersion,
            @Nullable String kind,
            @Nullable String id,
            @Nullable SentMetadata metadata,
            @Nullable String email,
            @Nullable String authType,
            @Schema(description = READ_ONLY) @Nullable String status,
            @Schema(description = READ_ONLY) @Nullable Instant acceptedAt,
            @Schema(description = READ_ONLY) @Nullable Instant expiresAt,
            @Schema(description = READ_ONLY) @Nullable Reference user,
            @Schema(description = READ_ONLY) @Nullable Reference creator)
            implements SentResource {
        private static final String READ_ONLY = "Read-only: ours to choose.";
    }
}
