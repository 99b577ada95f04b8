package dev.weir.gateway.http.produce;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.gateway.http.api.Json;
import dev.weir.gateway.http.data.DataType;
import dev.weir.gateway.http.data.Payload;
import dev.weir.gateway.http.problem.Problem;
import java.io.IOException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Reads one record as it stands in a request, without making a tree of it. What is wrong with it is a problem. */
final class RecordParser {
    private final byte[] json;
    private final JsonParser parser;
    private @Nullable Integer partition;
    private @Nullable Payload key;
    private @Nullable Payload value;
    private @Nullable Long timestamp;
    private final RecordHeaders headers = new RecordHeaders();

    private RecordParser(byte[] json, JsonParser parser) {
        this.json = json;
        this.parser = parser;
    }

    static OutgoingRecord parse(byte[] json) {
        try (JsonParser parser = Json.MAPPER.getFactory().createParser(json)) {
            return new RecordParser(json, parser).record();
        } catch (JsonProcessingException e) {
            throw Json.malformed(e).asException();
        } catch (IOException _) {
            throw new Problem.Malformed("The record is no text in UTF-8.").asException();
        }
    }

    private OutgoingRecord record() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new Problem.Malformed("A record must be a JSON object.").asException();
        }
        String field = parser.nextFieldName();
        while (field != null) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "partition_id" -> partition = partition(token);
                case "timestamp" -> timestamp = timestamp(token);
                case "headers" -> headers(token);
                case "key" -> key = payload(token);
                case "value" -> value = payload(token);
                default -> throw unknown(field);
            }
            field = parser.nextFieldName();
        }
        if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
            throw new JsonParseException(parser, "the object isn't complete");
        }
        return new OutgoingRecord(partition, headers, key, value, timestamp);
    }

    private RuntimeException unknown(String field) {
        return new Problem.Malformed("Bad JSON: unknown field \"" + field + "\" (line "
                        + parser.currentLocation().getLineNr() + ", column "
                        + parser.currentLocation().getColumnNr() + ")")
                .asException();
    }

    private @Nullable Integer partition(JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token != JsonToken.VALUE_NUMBER_INT) {
            throw new Problem.Malformed("partition_id must be a number.").asException();
        }
        return parser.getIntValue();
    }

    private @Nullable Long timestamp(JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT -> OutgoingRecord.timestamp(parser.getLongValue());
            case VALUE_STRING -> OutgoingRecord.timestamp(parser.getText());
            default -> throw OutgoingRecord.noTimestamp();
        };
    }

    private void headers(JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        if (token != JsonToken.START_ARRAY) {
            throw new Problem.Malformed("headers must be a list.").asException();
        }
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            header();
        }
        if (parser.currentToken() != JsonToken.END_ARRAY) {
            throw new Problem.Malformed("A header must be an object with name and value.").asException();
        }
    }

    private void header() throws IOException {
        String name = null;
        byte[] bytes = null;
        String field = parser.nextFieldName();
        while (field != null) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "name" -> name = token == JsonToken.VALUE_NULL ? null : text(token, "A header's name");
                case "value" ->
                    bytes = token == JsonToken.VALUE_NULL ? null : Payload.base64(text(token, "A header's value"));
                default -> throw unknown(field);
            }
            field = parser.nextFieldName();
        }
        if (name == null) {
            throw new Problem.Malformed("A header has no name.").asException();
        }
        headers.add(name, bytes);
    }

    private String text(JsonToken token, String what) throws IOException {
        if (token != JsonToken.VALUE_STRING) {
            throw new Problem.Malformed(what + " must be a string.").asException();
        }
        return parser.getText();
    }

    private @Nullable Payload payload(JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token != JsonToken.START_OBJECT) {
            throw new Problem.Malformed("A key or value must be an object with type and data.").asException();
        }
        DataType type = DataType.JSON;
        JsonToken kind = JsonToken.VALUE_NULL;
        String text = null;
        int from = 0;
        int to = 0;
        String field = parser.nextFieldName();
        while (field != null) {
            JsonToken next = parser.nextToken();
            switch (field) {
                case "type" -> type = next == JsonToken.VALUE_NULL ? DataType.JSON : Payload.type(text(next, "A type"));
                case "data" -> {
                    kind = next;
                    from = (int) parser.currentTokenLocation().getByteOffset();
                    text = next == JsonToken.VALUE_STRING ? parser.getText() : null;
                    parser.skipChildren();
                    to = (int) parser.currentLocation().getByteOffset();
                }
                default -> throw unknown(field);
            }
            field = parser.nextFieldName();
        }
        return kind == JsonToken.VALUE_NULL ? null : payload(type, text, from, to);
    }

    private Payload payload(DataType type, @Nullable String text, int from, int to) {
        return switch (type) {
            case JSON -> Payload.json(json, from, to);
            case STRING, BINARY -> Payload.ofText(type, text, json, from, to);
        };
    }
}
