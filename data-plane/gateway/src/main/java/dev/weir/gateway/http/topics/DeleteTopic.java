package dev.weir.gateway.http.topics;

import dev.weir.gateway.http.api.InternalTopics;
import dev.weir.gateway.http.upstream.Upstream;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;

/** Deletes a topic, and answers when it can't be seen any more. */
@ApplicationScoped
class DeleteTopic {
    private final Visibility visibility;

    DeleteTopic(Visibility visibility) {
        this.visibility = visibility;
    }

    void delete(Upstream upstream, String topic) {
        InternalTopics.refuse(topic);
        var answer = upstream.admin().deleteTopics(List.of(topic)).topicNameValues();
        Upstream.await(Objects.requireNonNull(answer.get(topic)));
        upstream.forget(topic);
        visibility.awaitGone(upstream, topic);
        upstream.forget(topic);
    }
}
