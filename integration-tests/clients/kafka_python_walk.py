"""kafka-python, with its own idioms. Arguments: bootstrap, key, secret. Prints one line when all was as it should be."""
import sys
import threading
import time
import uuid

from kafka import KafkaConsumer, KafkaProducer, OffsetAndMetadata, TopicPartition
from kafka.admin import ConfigResource, ConfigResourceType, KafkaAdminClient, NewTopic

KEYED = 20
PLAIN = 5
LIMIT = 30

login = dict(
    bootstrap_servers=sys.argv[1],
    security_protocol="SASL_PLAINTEXT",
    sasl_mechanism="PLAIN",
    sasl_plain_username=sys.argv[2],
    sasl_plain_password=sys.argv[3],
)
topic = "kafka-python-" + uuid.uuid4().hex[:8]
group = topic + "-group"


def until(what, condition):
    deadline = time.monotonic() + LIMIT
    while not condition():
        assert time.monotonic() < deadline, what + " within %d s" % LIMIT


# Topics and their settings.
admin = KafkaAdminClient(**login)
admin.create_topics([NewTopic(topic, num_partitions=2, replication_factor=1)])
# A broker hears of it a moment after its controller.
until("the topic is listed", lambda: topic in admin.list_topics())
described = admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, topic)], config_filter="all")
assert "retention.ms" in str(described), described

# Records with and without a key, told of by callbacks.
told = []
failures = []
producer = KafkaProducer(acks="all", **login)
for number in range(KEYED):
    producer.send(topic, key=b"user%d" % (number % 3), value=b"event %d" % number).add_callback(told.append).add_errback(failures.append)
for number in range(PLAIN):
    producer.send(topic, value=b"plain %d" % number).add_callback(told.append).add_errback(failures.append)
producer.flush(LIMIT)
producer.close()
assert not failures, failures
assert len(told) == KEYED + PLAIN and all(metadata.topic == topic for metadata in told)


def consumer():
    return KafkaConsumer(topic, group_id=group, auto_offset_reset="earliest", enable_auto_commit=False, **login)


def read(reader, count):
    records = []

    def enough():
        for batch in reader.poll(timeout_ms=500).values():
            records.extend(batch)
        return len(records) >= count

    until("%d records are read" % count, enough)
    assert len(records) == count, len(records)
    return records


# From the beginning; a key stays in its partition.
first = consumer()
records = read(first, KEYED + PLAIN)
for key in {record.key for record in records if record.key}:
    assert len({record.partition for record in records if record.key == key}) == 1, key
first.commit()

# A second one joins, and each gets a partition.
second = consumer()
stop = threading.Event()


def poll_second():
    while not stop.is_set():
        second.poll(timeout_ms=100)


other = threading.Thread(target=poll_second)
other.start()


def shared():
    first.poll(timeout_ms=100)
    return len(first.assignment()) == 1 and len(second.assignment()) == 1


until("two consumers have a partition each", shared)
stop.set()
other.join()
second.close()

# What was committed is remembered; reset to zero, all is read again.
until("the group has both again", lambda: first.poll(timeout_ms=100) is not None and len(first.assignment()) == 2)
partitions = [TopicPartition(topic, number) for number in range(2)]
assert sum(first.committed(partition) or 0 for partition in partitions) == KEYED + PLAIN
first.commit({partition: OffsetAndMetadata(0, "", -1) for partition in partitions})
first.close()
again = consumer()
assert sorted(record.value for record in read(again, KEYED + PLAIN)) == sorted(record.value for record in records)
again.close()

# Transactions: what was aborted isn't seen.
producer = KafkaProducer(transactional_id=topic, **login)
producer.init_transactions()
producer.begin_transaction()
producer.send(topic, value=b"aborted")
producer.abort_transaction()
producer.begin_transaction()
producer.send(topic, value=b"committed")
producer.commit_transaction()
producer.close()
reader = KafkaConsumer(group_id=None, isolation_level="read_committed", auto_offset_reset="earliest", **login)
reader.assign(partitions)
reader.seek_to_beginning()
values = [record.value for record in read(reader, KEYED + PLAIN + 1)]
assert b"committed" in values and b"aborted" not in values, values
reader.close()

admin.delete_topics([topic])
admin.close()
print("walked: topics, callbacks, groups, commit, reset, transactions")
