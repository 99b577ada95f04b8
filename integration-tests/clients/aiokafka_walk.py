"""aiokafka, with its own idioms. Arguments: bootstrap, key, secret."""
import asyncio
import sys
import uuid

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType

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
topic = "aiokafka-" + uuid.uuid4().hex[:8]
group = topic + "-group"


def consumer(*topics, **more):
    settings = dict(group_id=group, auto_offset_reset="earliest", enable_auto_commit=False, **login)
    settings.update(more)
    return AIOKafkaConsumer(*topics, **settings)


async def read(reader, count):
    records = []
    while len(records) < count:
        records.append(await asyncio.wait_for(reader.getone(), LIMIT))
    return records


async def shared(one, other):
    while len(one.assignment()) != 1 or len(other.assignment()) != 1:
        await asyncio.sleep(0.05)


async def listed(admin):
    # A broker hears of a topic that was made a moment after its controller.
    while topic not in await admin.list_topics():
        await asyncio.sleep(0.05)


async def walk():
    # Topics and their settings.
    admin = AIOKafkaAdminClient(**login)
    await admin.start()
    await admin.create_topics([NewTopic(topic, num_partitions=2, replication_factor=1)])
    await asyncio.wait_for(listed(admin), LIMIT)
    described = await admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, topic)])
    assert "retention.ms" in str(described), described

    # Records with and without a key; futures tell of them.
    async with AIOKafkaProducer(acks="all", **login) as producer:
        sent = [await producer.send(topic, key=b"user%d" % (n % 3), value=b"event %d" % n) for n in range(KEYED)]
        sent += [await producer.send(topic, value=b"plain %d" % n) for n in range(PLAIN)]
        told = await asyncio.wait_for(asyncio.gather(*sent), LIMIT)
    assert len({(metadata.partition, metadata.offset) for metadata in told}) == KEYED + PLAIN, told

    # From the beginning; a key stays in its partition.
    first = consumer(topic)
    await first.start()
    records = await read(first, KEYED + PLAIN)
    for key in {record.key for record in records if record.key}:
        assert len({record.partition for record in records if record.key == key}) == 1, key
    await first.commit()

    # A second one joins, and each gets a partition.
    async with consumer(topic) as second:
        await asyncio.wait_for(shared(first, second), LIMIT)
    await first.stop()

    # What was committed is remembered; reset to zero, all is read again.
    partitions = [TopicPartition(topic, number) for number in range(2)]
    again = consumer()
    again.assign(partitions)
    await again.start()
    committed = [await again.committed(partition) for partition in partitions]
    assert sum(offset or 0 for offset in committed) == KEYED + PLAIN, committed
    await again.commit({partition: 0 for partition in partitions})
    await again.stop()
    async with consumer(topic) as again:
        values = [record.value for record in await read(again, KEYED + PLAIN)]
    assert sorted(values) == sorted(record.value for record in records)

    # Transactions: what was aborted isn't seen.
    async with AIOKafkaProducer(transactional_id=topic, **login) as producer:
        await producer.begin_transaction()
        await producer.send_and_wait(topic, value=b"aborted")
        await producer.abort_transaction()
        async with producer.transaction():
            await producer.send_and_wait(topic, value=b"committed")
    async with consumer(topic, group_id=group + "-committed", isolation_level="read_committed") as reader:
        values = [record.value for record in await read(reader, KEYED + PLAIN + 1)]
    assert b"committed" in values and b"aborted" not in values, values

    await admin.delete_topics([topic])
    await admin.close()


asyncio.run(walk())
print("walked: topics, callbacks, groups, commit, reset, transactions")
