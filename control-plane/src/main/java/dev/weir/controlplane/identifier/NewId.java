package dev.weir.controlplane.identifier;

/** Said when an id is made for something new. */
public record NewId(String id) {}
