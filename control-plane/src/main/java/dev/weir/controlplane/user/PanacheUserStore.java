package dev.weir.controlplane.user;

import dev.weir.controlplane.problem.Problem.AlreadyExists;
import dev.weir.controlplane.shape.Page;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.controlplane.shape.PanachePages;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.PrincipalId;
import dev.weir.tenants.id.UserId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PanacheUserStore implements UserStore, PanacheRepositoryBase<UserEntity, String> {
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
        return count("lower(email) = lower(?1)", email) > 0;
    }

    @Override
    public Optional<User> find(OrganizationId organization, UserId id) {
        return find("organizationId = ?1 and id = ?2", organization.value(), id.value())
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
}
