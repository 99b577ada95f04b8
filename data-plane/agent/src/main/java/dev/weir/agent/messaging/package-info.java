/** The platform topics: takes the news of clusters and secrets to the clusters, and their status back, by Reactive Messaging. Only weir up starts it. */
@NullMarked
package dev.weir.agent.messaging;

import org.jspecify.annotations.NullMarked;
