package dev.weir.gateway.http.consume;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.weir.gateway.http.api.Page.PageMetadata;
import java.util.List;

/**
 * What was read.
 *
 * @param metadata {@code next} is the request with which to go on, always there: there may be records later
 * @param nextOffset the offset with which to go on
 */
@JsonNaming(SnakeCaseStrategy.class)
record RecordPage(String kind, PageMetadata metadata, List<RecordView> data, long nextOffset) {}
