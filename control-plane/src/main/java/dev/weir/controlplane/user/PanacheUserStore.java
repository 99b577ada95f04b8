package dev.weir.controlplane.user;

import dev.weir.controlplane.platform.SystemDatabase;
import dev.weir.controlplane.problem.Problem.AlreadyExists;
import dev.weir.controlplane.shape.Page;
import dev.weir.controlplane.shape.PageRequest;
import dev.weir.controlplane.shape.PanachePages;
import dev.weir.tenants.id.OrganizationId;
import dev.weir.tenants.id.UserId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.util.Map;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;

@ApplicationScoped
@Transactional
class PanacheUserStore implements UserStore, PanacheRepositoryBase<UserEntity, String> {
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
        return find("organizationId = ?1 and id = ?2", organization.value(), id.value())
                .firstResultOptional()
                .map(UserEntity::toUser);
    }

    @Override
    public Page<User> list(PageRequest page) {
        return PanachePages.read(
                this,
                "organizationId = :organization",
                Map.of("organization", page.organization().value()),
                page,
                UserEntity::toUser,
                User::position);
    }
}
