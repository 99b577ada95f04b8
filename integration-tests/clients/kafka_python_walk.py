"""Walks kafka-python through what a user does: topic, keyed records, a group, a reset. Arguments: bootstrap key secret."""
import sys
import uuid

from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.admin import KafkaAdminClient, NewTopic

RECORDS = 20

login = dict(
    bootstrap_servers=sys.argv[1],
    security_protocol="SASL_PLAINTEXT",
    sasl_mechanism="PLAIN",
    sasl_plain_username=sys.argv[2],
    sasl_plain_password=sys.argv[3],
)
topic = "python-" + uuid.uuid4().hex[:8]

admin = KafkaAdminClient(**login)
admin.create_topics([NewTopic(topic, num_partitions=2, replication_factor=1)])
assert topic in admin.list_topics(), "the topic is listed"

producer = KafkaProducer(acks="all", **login)
for number in range(RECORDS):
    sent = producer.send(topic, key=b"user%d" % (number % 3), value=b"event %d" % number)
    assert sent.get(timeout=20).offset >= 0
producer.close()


def read(group):
    consumer = KafkaConsumer(
        topic, group_id=group, auto_offset_reset="earliest", consumer_timeout_ms=8000, enable_auto_commit=False, **login
    )
    places = {}
    values = []
    for record in consumer:
        places.setdefault(record.key, set()).add(record.partition)
        values.append(record.value)
        if len(values) == RECORDS:
            break
    consumer.commit()
    assert all(len(partitions) == 1 for partitions in places.values()), "a key stays in its partition"
    consumer.seek_to_beginning()
    consumer.commit({TopicPartition(topic, p): __import__("kafka").OffsetAndMetadata(0, "", -1) for p in range(2)})
    consumer.close()
    return values


first = read("python")
again = read("python")
assert sorted(first) == sorted(again) and len(first) == RECORDS, (len(first), len(again))
admin.delete_topics([topic])
admin.close()
print(f"read {len(first)} records, then {len(again)} again after the reset")
