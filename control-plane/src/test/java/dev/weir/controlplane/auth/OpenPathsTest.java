package dev.weir.controlplane.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenPathsTest {
    @Test
    void loggingInIsOpenAndLookingAtSessionsIsNot() {
        assertThat(OpenPaths.contains("POST", "/weir/v1/sessions")).isTrue();
        assertThat(OpenPaths.contains("GET", "/weir/v1/sessions")).isFalse();
        assertThat(OpenPaths.contains("DELETE", "/weir/v1/sessions")).isFalse();
        assertThat(OpenPaths.contains("POST", "/weir/v1/sessions/x")).isFalse();
    }

    @Test
    void whoMayGetMayAskForTheHead() {
        assertThat(OpenPaths.contains("HEAD", "/weir/v1/plans")).isTrue();
        assertThat(OpenPaths.contains("POST", "/weir/v1/plans")).isFalse();
    }
}
