package dev.weir.controlplane.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.controlplane.platform.Database;
import dev.weir.controlplane.provisioning.secrets.PlatformSeal;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The answers in Postgres. All but the digest works within the current transaction. */
@ApplicationScoped
class KeptAnswers {
    private static final String BEGIN = """
            insert into idempotency_key as k (organization_id, principal, idempotency_key, request_sha256)
            values (?, ?, ?, ?)
            on conflict (organization_id, principal, idempotency_key) do update
            set request_sha256 = excluded.request_sha256, status = null, sealed = null, created_at = now()
            where k.created_at < now() - interval '24 hours'""";
    private static final String KEEP = """
            update idempotency_key set status = ?, sealed = ?
            where organization_id = ? and principal = ? and idempotency_key = ?""";
    private static final String FIND = """
            select request_sha256, status, sealed from idempotency_key
            where organization_id = ? and principal = ? and idempotency_key = ?""";

    private final Database database;
    private final PlatformSeal seal;
    private final ObjectMapper json;

    KeptAnswers(Database database, PlatformSeal seal, ObjectMapper json) {
        this.database = database;
        this.seal = seal;
        this.json = json;
    }

    String digest(String path, @Nullable Object[] parameters) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(path.getBytes(UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(json.writeValueAsBytes(parameters)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read as JSON can be written", e);
        }
    }

    /** True when the key is new, or a day old. Waits for whoever has just begun with the same one. */
    boolean begin(KnownRequest request) {
        return database.inCurrentTransaction(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(BEGIN)) {
                insert.setString(1, request.organization().value());
                insert.setString(2, request.principal().value());
                insert.setString(3, request.key());
                insert.setString(4, request.sha256());
                return insert.executeUpdate() == 1;
            }
        });
    }

    void keep(KnownRequest request, int status, @Nullable Object answer) {
        byte[] sealed = seal.seal(request.owner(), written(answer).getBytes(UTF_8));
        database.inCurrentTransaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement(KEEP)) {
                update.setInt(1, status);
                update.setBytes(2, sealed);
                update.setString(3, request.organization().value());
                update.setString(4, request.principal().value());
                update.setString(5, request.key());
                return update.executeUpdate();
            }
        });
    }

    KeptAnswer find(KnownRequest request) {
        return database.inCurrentTransaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(FIND)) {
                select.setString(1, request.organization().value());
                select.setString(2, request.principal().value());
                select.setString(3, request.key());
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        throw new IllegalStateException("an idempotency key was removed while it was read");
                    }
                    return new KeptAnswer(
                            row.getString(1),
                            row.getInt(2),
                            new String(seal.open(request.owner(), row.getBytes(3)), UTF_8));
                }
            }
        });
    }

    private String written(@Nullable Object answer) {
        try {
            return json.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer can always be written", e);
        }
    }
}
