package dev.weir.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import org.junit.jupiter.api.Test;

class LeanStoreTest {
    private final LeanStore<Pod> store = new LeanStore<>();

    @Test
    void onlyOurOwnFieldsAreKept() {
        store.put("a/b", pod(Applying.FIELD_MANAGER, "kube-scheduler", "kubelet"));
        assertThat(store.get("a/b").getMetadata().getManagedFields())
                .extracting(ManagedFieldsEntry::getManager)
                .containsExactly(Applying.FIELD_MANAGER);
        assertThat(store.get("a/b").getMetadata().getName()).isEqualTo("b");
    }

    @Test
    void anObjectNeedNotSayWhoseItsFieldsAre() {
        Pod pod = pod();
        pod.getMetadata().setManagedFields(null);
        store.put("a/b", pod);
        assertThat(store.get("a/b")).isSameAs(pod);
    }

    @Test
    void keysAreThoseOfAnyInformer() {
        assertThat(store.getKey(pod())).isEqualTo("a/b");
    }

    private static Pod pod(String... managers) {
        var pod = new PodBuilder()
                .withNewMetadata()
                .withNamespace("a")
                .withName("b")
                .endMetadata()
                .build();
        for (String manager : managers) {
            pod.getMetadata()
                    .getManagedFields()
                    .add(new ManagedFieldsEntryBuilder()
                            .withManager(manager)
                            .withOperation("Apply")
                            .build());
        }
        return pod;
    }
}
