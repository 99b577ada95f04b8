package dev.weir.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import org.junit.jupiter.api.Test;

class BareStoreTest {
    @Test
    void nothingIsKeptOfWhoseFieldsTheyAre() {
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withNamespace("a")
                .withName("b")
                .withManagedFields(new ManagedFieldsEntryBuilder()
                        .withManager(Applying.FIELD_MANAGER)
                        .build())
                .endMetadata()
                .build();
        var store = new BareStore<Pod>();
        store.put(store.getKey(pod), pod);
        assertThat(store.get("a/b")).isSameAs(pod);
        assertThat(pod.getMetadata().getManagedFields()).isEmpty();
    }
}
