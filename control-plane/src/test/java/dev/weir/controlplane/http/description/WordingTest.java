package dev.weir.controlplane.http.description;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
    @ParameterizedTest
    @CsvSource({
        "GET, /iam/v2/api-keys, List API keys, listApiKeys, API keys",
        "POST, /iam/v2/api-keys, Create an API key, createApiKey, API keys",
        "GET, /iam/v2/api-keys/{id}, Get an API key, getApiKey, API keys",
        "PATCH, /org/v2/environments/{id}, Change an environment, changeEnvironment, Environments",
        "DELETE, /cmk/v2/clusters/{id}, Delete a cluster, deleteCluster, Clusters"
    })
    void methodAndPathTellWhatAnOperationIsCalled(String method, String path, String summary, String id, String tag) {
        Wording wording = Wording.of(method, path);
        assertThat(wording.summary()).isEqualTo(summary);
        assertThat(wording.id()).isEqualTo(id);
        assertThat(wording.tag()).isEqualTo(tag);
    }

    @Test
    void anActIsNamedByItsLastWord() {
        Wording wording = Wording.of("POST", "/weir/v1/admin/clusters/{id}/suspend");
        assertThat(wording.summary()).isEqualTo("Suspend a cluster");
        assertThat(wording.id()).isEqualTo("adminSuspendCluster");

        Wording withoutId = Wording.of("POST", "/weir/v1/password-resets/complete");
        assertThat(withoutId.summary()).isEqualTo("Complete a password reset");
        assertThat(withoutId.id()).isEqualTo("completePasswordReset");
        assertThat(withoutId.tag()).isEqualTo("Password resets");
    }
}
