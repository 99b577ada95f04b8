package dev.weir.operator.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.List;

/**
 * What an informer remembers, without the lists of fields that others have written. Nobody looks at those, and they are
 * half of an object's memory or more.
 *
 * @param <T> of what kind the objects are
 */
public final class LeanStore<T extends HasMetadata> extends BasicItemStore<T> {
    /** Empty. */
    public LeanStore() {
        super(Cache::metaNamespaceKeyFunc);
    }

    @Override
    public T put(String key, T object) {
        List<ManagedFieldsEntry> fields = object.getMetadata().getManagedFields();
        if (fields != null) {
            object.getMetadata()
                    .setManagedFields(fields.stream()
                            .filter(entry -> Applying.FIELD_MANAGER.equals(entry.getManager()))
                            .toList());
        }
        return super.put(key, object);
    }
}
