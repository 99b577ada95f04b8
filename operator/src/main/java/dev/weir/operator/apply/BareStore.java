package dev.weir.operator.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.List;

/**
 * What an informer remembers of objects that are only read: nothing of who has written which of their fields. That is half
 * of an object's memory or more.
 *
 * @param <T> of what kind the objects are
 */
public final class BareStore<T extends HasMetadata> extends BasicItemStore<T> {
    /** Empty. */
    public BareStore() {
        super(Cache::metaNamespaceKeyFunc);
    }

    @Override
    public T put(String key, T object) {
        object.getMetadata().setManagedFields(List.of());
        return super.put(key, object);
    }
}
