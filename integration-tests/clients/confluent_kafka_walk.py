"""confluent-kafka for Python, with its own idioms. Arguments: bootstrap, key, secret."""
import sys
import time
import uuid
from collections import Counter

from confluent_kafka import OFFSET_BEGINNING, OFFSET_INVALID, Consumer, ConsumerGroupTopicPartitions, Producer, TopicPartition
from confluent_kafka.admin import AdminClient, ConfigResource, NewTopic

KEYED = 20
PLAIN = 5
LIMIT = 30

login = {
    "bootstrap.servers": sys.argv[1],
    "security.protocol": "SASL_PLAINTEXT",
    "sasl.mechanism": "PLAIN",
    "sasl.username": sys.argv[2],
    "sasl.password": sys.argv[3],
}
topic = "confluent-python-" + uuid.uuid4().hex[:8]
group = topic + "-group"


def until(what, condition):
    deadline = time.monotonic() + LIMIT
    while not condition():
        assert time.monotonic() < deadline, what + " within %d s" % LIMIT


# Topics and their settings.
admin = AdminClient(login)
admin.create_topics([NewTopic(topic, num_partitions=2, replication_factor=1)])[topic].result(LIMIT)
until("the topic is listed", lambda: topic in admin.list_topics(timeout=LIMIT).topics)
resource = ConfigResource(ConfigResource.Type.TOPIC, topic)
settings = admin.describe_configs([resource])[resource].result(LIMIT)
assert "retention.ms" in settings, settings

# Records with and without a key, told of by callbacks.
told = []
producer = Producer({**login, "acks": "all"})


def on_delivery(error, message):
    assert error is None, error
    told.append((message.partition(), message.offset()))


for number in range(KEYED):
    producer.produce(topic, key="user%d" % (number % 3), value="event %d" % number, on_delivery=on_delivery)
for number in range(PLAIN):
    producer.produce(topic, value="plain %d" % number, on_delivery=on_delivery)
assert producer.flush(LIMIT) == 0
assert len(set(told)) == KEYED + PLAIN, told


def consumer(**more):
    reader = Consumer({**login, "group.id": group, "auto.offset.reset": "earliest", "enable.auto.commit": False, **more})
    reader.subscribe([topic])
    return reader


def read(reader, count):
    records = []

    def enough():
        for message in reader.consume(100, timeout=0.5):
            assert message.error() is None, message.error()
            records.append(message)
        return len(records) >= count

    until("%d records are read" % count, enough)
    assert len(records) == count, len(records)
    return records


# From the beginning; a key stays in its partition.
first = consumer()
records = read(first, KEYED + PLAIN)
for key in {record.key() for record in records if record.key()}:
    assert len({record.partition() for record in records if record.key() == key}) == 1, key
first.commit(asynchronous=False)

# A second one joins, and each gets a partition.
second = consumer()


def shared():
    first.poll(0.1)
    second.poll(0.1)
    return len(first.assignment()) == 1 and len(second.assignment()) == 1


until("two consumers have a partition each", shared)
second.close()
first.close()

# What was committed is remembered; reset to zero by the admin client, all is read again.
# A partition that got no record has nothing committed.
partitions = [TopicPartition(topic, number) for number in range(2)]
committed = admin.list_consumer_group_offsets([ConsumerGroupTopicPartitions(group, partitions)])[group].result(LIMIT)
remembered = {place.partition: place.offset for place in committed.topic_partitions if place.offset != OFFSET_INVALID}
assert remembered == Counter(record.partition() for record in records), committed.topic_partitions
zero = [TopicPartition(topic, number, 0) for number in range(2)]
admin.alter_consumer_group_offsets([ConsumerGroupTopicPartitions(group, zero)])[group].result(LIMIT)
again = consumer()
assert sorted(record.value() for record in read(again, KEYED + PLAIN)) == sorted(record.value() for record in records)
again.close()

# The new protocol of groups (KIP-848).
modern = consumer(**{"group.id": group + "-848", "group.protocol": "consumer"})
read(modern, KEYED + PLAIN)
modern.close()

# Transactions: what was aborted isn't seen.
producer = Producer({**login, "transactional.id": topic})
producer.init_transactions(LIMIT)
producer.begin_transaction()
producer.produce(topic, value="aborted")
producer.flush(LIMIT)
producer.abort_transaction(LIMIT)
producer.begin_transaction()
producer.produce(topic, value="committed")
producer.commit_transaction(LIMIT)
reader = Consumer({**login, "group.id": group + "-committed", "isolation.level": "read_committed"})
reader.assign([TopicPartition(topic, number, OFFSET_BEGINNING) for number in range(2)])
values = [record.value() for record in read(reader, KEYED + PLAIN + 1)]
assert b"committed" in values and b"aborted" not in values, values
reader.close()

admin.delete_topics([topic])[topic].result(LIMIT)
print("walked: topics, callbacks, groups, commit, reset, transactions")
