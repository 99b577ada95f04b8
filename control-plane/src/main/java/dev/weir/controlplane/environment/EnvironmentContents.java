package dev.weir.controlplane.environment;

import dev.weir.tenants.id.EnvironmentId;
import dev.weir.tenants.id.OrganizationId;
import java.util.List;

/** What keeps an environment from being deleted. */
public interface EnvironmentContents {
    /** The ids of what is in it. */
    List<String> in(OrganizationId organization, EnvironmentId environment);
}
