package dev.weir.controlplane.region;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
@Transactional
class PanacheRegionStore implements RegionStore, PanacheRepositoryBase<RegionEntity, String> {
    @Override
    public Optional<Region> find(String id) {
        return findByIdOptional(id).map(RegionEntity::toRegion);
    }

    @Override
    public Optional<Region> lock(String id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).map(RegionEntity::toRegion);
    }

    @Override
    public List<Region> all() {
        return listAll(Sort.by("id")).stream().map(RegionEntity::toRegion).toList();
    }
}
