package dev.weir.controlplane.user;

import dev.weir.controlplane.password.PasswordHash;
import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.controlplane.problem.Problem.AlreadyExists;
import dev.weir.controlplane.shape.Page;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.controlplane.shape.PanachePages;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import dev.weir.tenants.id.UserId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.util.Map;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@Transactional
class PanacheUserStore implements UserStore, PanacheRepositoryBase<UserEntity, String> {
    private static final String OWN = "organizationId = ?1 and id = ?2";

    private final SystemDatabase platform;

    PanacheUserStore(SystemDatabase platform) {
        this.platform = platform;
    }

    @Override
    public void insert(User user, PasswordHash password) {
        try {
            persistAndFlush(UserEntity.of(user, password));
        } catch (ConstraintViolationException e) {
            // Two signups at once: the index on lower(email) decides.
            throw new AlreadyExists("user", user.email(), "/email").toException();
        }
    }

    @Override
    public boolean emailTaken(String email) {
        return platform.inNewTransaction(connection -> {
            try (var select = connection.prepareStatement("select 1 from app_user where lower(email) = lower(?)")) {
                select.setString(1, email);
                try (ResultSet row = select.executeQuery()) {
                    return row.next();
                }
            }
        });
    }

    @Override
    public Optional<User> find(OrganizationId organization, UserId id) {
        return find(OWN, organization.value(), id.value()).firstResultOptional().map(UserEntity::toUser);
    }

    @Override
    public Optional<User> find(OrganizationId organization, String email) {
        return find("organizationId = ?1 and lower(email) = lower(?2)", organization.value(), email)
                .firstResultOptional()
                .map(UserEntity::toUser);
    }

    @Override
    public Page<User> list(PageRequest page, @Nullable PrincipalId only) {
        String where = "organizationId = :organization";
        String organization = page.organization().value();
        return only == null
                ? PanachePages.read(
                        this, where, Map.of("organization", organization), page, UserEntity::toUser, User::position)
                : PanachePages.read(
                        this,
                        where + " and id = :only",
                        Map.of("organization", organization, "only", only.value()),
                        page,
                        UserEntity::toUser,
                        User::position);
    }

    @Override
    public long count(OrganizationId organization) {
        return count("organizationId", organization.value());
    }

    @Override
    public void update(User user) {
        find(OWN, user.organization().value(), user.id().value())
                .firstResultOptional()
                .ifPresent(entity -> {
                    entity.fullName = user.fullName();
                    entity.updatedAt = user.updatedAt();
                });
        flush();
    }

    @Override
    public void delete(OrganizationId organization, UserId id) {
        delete(OWN, organization.value(), id.value());
    }
}
