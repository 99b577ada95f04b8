// @confluentinc/kafka-javascript, with its own idioms. Arguments: bootstrap, key, secret.
const assert = require('node:assert')
const { randomUUID } = require('node:crypto')
const { Kafka, logLevel } = require('@confluentinc/kafka-javascript').KafkaJS

const [bootstrap, key, secret] = process.argv.slice(2)
const KEYED = 20
const PLAIN = 5
const LIMIT = 30_000

const kafka = new Kafka({
  kafkaJS: {
    brokers: [bootstrap],
    ssl: false,
    sasl: { mechanism: 'plain', username: key, password: secret },
    logLevel: logLevel.ERROR
  }
})
const topic = 'confluent-js-' + randomUUID().slice(0, 8)
const group = topic + '-group'

async function until (what, condition) {
  const deadline = Date.now() + LIMIT
  while (!(await condition())) {
    assert(Date.now() < deadline, what + ' in time')
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

async function start (groupId) {
  const consumer = kafka.consumer({ kafkaJS: { groupId, fromBeginning: true, autoCommit: false } })
  const reader = { consumer, messages: [] }
  await consumer.connect()
  await consumer.subscribe({ topics: [topic] })
  await consumer.run({
    eachMessage: async ({ partition, message }) => { reader.messages.push({ partition, ...message }) }
  })
  return reader
}

async function walk () {
  // Topics.
  const admin = kafka.admin()
  await admin.connect()
  assert(await admin.createTopics({ topics: [{ topic, numPartitions: 2, replicationFactor: 1 }] }))
  // A broker hears of it a moment after its controller.
  await until('the topic is listed', async () => (await admin.listTopics()).includes(topic))

  // Records with and without a key; a promise tells of them.
  const producer = kafka.producer({ kafkaJS: { acks: -1 } })
  await producer.connect()
  const messages = []
  for (let n = 0; n < KEYED; n++) messages.push({ key: 'user' + n % 3, value: 'event ' + n })
  for (let n = 0; n < PLAIN; n++) messages.push({ value: 'plain ' + n })
  const told = await producer.send({ topic, messages })
  assert(told.every(batch => batch.errorCode === 0), JSON.stringify(told))
  await producer.disconnect()

  // From the beginning; a key stays in its partition.
  const first = await start(group)
  await until('all records are read', () => first.messages.length >= KEYED + PLAIN)
  assert.strictEqual(first.messages.length, KEYED + PLAIN)
  const places = new Map()
  for (const { key, partition } of first.messages.filter(message => message.key)) {
    assert.strictEqual(places.get(String(key)) ?? partition, partition)
    places.set(String(key), partition)
  }
  const counted = partition => first.messages.filter(message => message.partition === partition).length
  await first.consumer.commitOffsets([0, 1].map(partition => ({ topic, partition, offset: String(counted(partition)) })))

  // A second one joins, and each gets a partition.
  const second = await start(group)
  await until('two consumers have a partition each',
    () => first.consumer.assignment().length === 1 && second.consumer.assignment().length === 1)
  await Promise.all([first.consumer.disconnect(), second.consumer.disconnect()])

  // What was committed is remembered; reset to zero, all is read again.
  const [{ partitions }] = await admin.fetchOffsets({ groupId: group, topics: [topic] })
  assert.strictEqual(partitions.reduce((sum, { offset }) => sum + Number(offset), 0), KEYED + PLAIN)
  const reset = await start(group)
  await until('the group has both', () => reset.consumer.assignment().length === 2)
  await reset.consumer.commitOffsets([0, 1].map(partition => ({ topic, partition, offset: '0' })))
  await reset.consumer.disconnect()
  const again = await start(group)
  await until('all are read again', () => again.messages.length >= KEYED + PLAIN)
  assert.strictEqual(again.messages.length, KEYED + PLAIN)
  await again.consumer.disconnect()

  // Transactions: what was aborted isn't seen.
  const transactional = kafka.producer({ kafkaJS: { transactionalId: topic } })
  await transactional.connect()
  const aborted = await transactional.transaction()
  await aborted.send({ topic, messages: [{ value: 'aborted' }] })
  await aborted.abort()
  const committed = await transactional.transaction()
  await committed.send({ topic, messages: [{ value: 'committed' }] })
  await committed.commit()
  await transactional.disconnect()
  const reader = await start(group + '-committed')
  await until('the committed record is read', () => reader.messages.length >= KEYED + PLAIN + 1)
  const values = reader.messages.map(message => String(message.value))
  assert(values.includes('committed') && !values.includes('aborted'), values.join())
  await reader.consumer.disconnect()

  await admin.deleteTopics({ topics: [topic] })
  await admin.disconnect()
  console.log('walked: topics, callbacks, groups, commit, reset, transactions')
}

walk().then(() => process.exit(0), failure => {
  console.error(failure)
  process.exit(1)
})
