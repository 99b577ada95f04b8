/**
 * A real Kubernetes for the tests: one that {@code k8s/testenv/kubernetes} starts, with pods or with hollow nodes, or one
 * that is given.
 */
@NullMarked
package dev.weir.k8s.testenv;

import org.jspecify.annotations.NullMarked;
