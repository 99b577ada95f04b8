package dev.weir.gateway.http.consume;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.weir.gateway.http.data.DataView;
import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Writes records field by field, in half the time that it takes by reflection: readers get hundreds of thousands. */
final class RecordViewSerializer extends StdSerializer<RecordView> {
    @Serial
    private static final long serialVersionUID = 1;

    private static final SerializableString CLUSTER_ID = new SerializedString("cluster_id");
    private static final SerializableString TOPIC_NAME = new SerializedString("topic_name");
    private static final SerializableString PARTITION_ID = new SerializedString("partition_id");
    private static final SerializableString OFFSET = new SerializedString("offset");
    private static final SerializableString TIMESTAMP = new SerializedString("timestamp");
    private static final SerializableString HEADERS = new SerializedString("headers");
    private static final SerializableString NAME = new SerializedString("name");
    private static final SerializableString KEY = new SerializedString("key");
    private static final SerializableString VALUE = new SerializedString("value");
    private static final SerializableString TYPE = new SerializedString("type");
    private static final SerializableString DATA = new SerializedString("data");

    RecordViewSerializer() {
        super(RecordView.class);
    }

    @Override
    public void serialize(RecordView record, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeStartObject();
        text(json, CLUSTER_ID, record.clusterId());
        text(json, TOPIC_NAME, record.topicName());
        json.writeFieldName(PARTITION_ID);
        json.writeNumber(record.partitionId());
        json.writeFieldName(OFFSET);
        json.writeNumber(record.offset());
        text(json, TIMESTAMP, record.timestamp());
        json.writeFieldName(HEADERS);
        json.writeStartArray();
        for (RecordView.HeaderView header : record.headers()) {
            json.writeStartObject();
            text(json, NAME, header.name());
            text(json, VALUE, header.value());
            json.writeEndObject();
        }
        json.writeEndArray();
        data(json, KEY, record.key());
        data(json, VALUE, record.value());
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, SerializableString name, @Nullable String value) throws IOException {
        json.writeFieldName(name);
        json.writeString(value);
    }

    private static void data(JsonGenerator json, SerializableString name, @Nullable DataView view) throws IOException {
        json.writeFieldName(name);
        if (view == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        text(json, TYPE, view.type().name());
        json.writeFieldName(DATA);
        if (view.data() instanceof RawValue written) {
            written.serialize(json);
        } else {
            json.writeString(view.data().toString());
        }
        json.writeEndObject();
    }
}
