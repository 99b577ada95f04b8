package dev.weir.controlplane.invitation;

import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.controlplane.problem.Problem.InvalidToken;
import dev.weir.tenants.id.InvitationId;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.UserId;
import dev.weir.tenants.key.SecretHash;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;

/** Invitations by their tokens. Plain SQL: of which organization one is is known only when it is found. */
@ApplicationScoped
class OpenInvitations {
    private final SystemDatabase database;

    OpenInvitations(SystemDatabase database) {
        this.database = database;
    }

    /** Refused when there is no such token, or it is good no more. */
    OpenInvitation find(String token, Instant now) {
        return database.withoutTransaction(connection -> {
            try (var select = connection.prepareStatement("""
                    select i.id, i.organization_id, o.display_name, i.email, i.user_id
                    from invitation i join organization o on o.id = i.organization_id
                    where i.token_sha256 = ? and i.status = 'SENT' and i.expires_at > ?""")) {
                select.setString(1, SecretHash.of(token).hex());
                select.setObject(2, now.atOffset(ZoneOffset.UTC));
                try (var row = select.executeQuery()) {
                    if (!row.next()) {
                        throw new InvalidToken().toException();
                    }
                    return new OpenInvitation(
                            new InvitationId(row.getString("id")),
                            new OrganizationId(row.getString("organization_id")),
                            row.getString("display_name"),
                            row.getString("email"),
                            new UserId(row.getString("user_id")));
                }
            }
        });
    }
}
