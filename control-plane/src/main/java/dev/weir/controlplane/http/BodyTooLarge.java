package dev.weir.controlplane.http;

import java.io.IOException;

/** A body has turned out to be longer than is read. An IOException, since Jackson wraps what isn't one. */
class BodyTooLarge extends IOException {
    BodyTooLarge() {
        super("the body is too large");
    }
}
