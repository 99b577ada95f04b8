// KafkaJS, with its own idioms. Arguments: bootstrap, key, secret.
const assert = require('node:assert')
const { randomUUID } = require('node:crypto')
const { ConfigResourceTypes, Kafka, Partitioners, logLevel } = require('kafkajs')

const [bootstrap, key, secret] = process.argv.slice(2)
const KEYED = 20
const PLAIN = 5
const LIMIT = 30_000

const kafka = new Kafka({
  brokers: [bootstrap],
  sasl: { mechanism: 'plain', username: key, password: secret },
  logLevel: logLevel.ERROR
})
const topic = 'kafkajs-' + randomUUID().slice(0, 8)
const group = topic + '-group'

async function until (what, condition) {
  const deadline = Date.now() + LIMIT
  while (!(await condition())) {
    assert(Date.now() < deadline, what + ' in time')
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

async function start (groupId) {
  const consumer = kafka.consumer({ groupId, heartbeatInterval: 300, rebalanceTimeout: 10_000 })
  const reader = { consumer, messages: [], assigned: [] }
  consumer.on(consumer.events.GROUP_JOIN, event => { reader.assigned = event.payload.memberAssignment[topic] ?? [] })
  await consumer.connect()
  await consumer.subscribe({ topics: [topic], fromBeginning: true })
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ partition, message }) => { reader.messages.push({ partition, ...message }) }
  })
  return reader
}

async function walk () {
  // Topics and their settings.
  const admin = kafka.admin()
  await admin.connect()
  await admin.createTopics({ topics: [{ topic, numPartitions: 2, replicationFactor: 1 }], waitForLeaders: true })
  // A broker hears of it a moment after its controller.
  await until('the topic is listed', async () => (await admin.listTopics()).includes(topic))
  const { resources } = await admin.describeConfigs({ resources: [{ type: ConfigResourceTypes.TOPIC, name: topic }] })
  assert(resources[0].configEntries.some(entry => entry.configName === 'retention.ms'))

  // Records with and without a key; a promise tells of each batch.
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner })
  await producer.connect()
  const messages = []
  for (let n = 0; n < KEYED; n++) messages.push({ key: 'user' + n % 3, value: 'event ' + n })
  for (let n = 0; n < PLAIN; n++) messages.push({ value: 'plain ' + n })
  const told = await producer.send({ topic, acks: -1, messages })
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
  const next = [0, 1].map(partition => ({
    topic,
    partition,
    offset: String(first.messages.filter(message => message.partition === partition).length)
  }))
  await first.consumer.commitOffsets(next)

  // A second one joins, and each gets a partition.
  const second = await start(group)
  await until('two consumers have a partition each', () => first.assigned.length === 1 && second.assigned.length === 1)
  await Promise.all([first.consumer.disconnect(), second.consumer.disconnect()])

  // What was committed is remembered; reset to zero, all is read again.
  const [{ partitions }] = await admin.fetchOffsets({ groupId: group, topics: [topic] })
  assert.strictEqual(partitions.reduce((sum, { offset }) => sum + Number(offset), 0), KEYED + PLAIN)
  await admin.setOffsets({ groupId: group, topic, partitions: [0, 1].map(partition => ({ partition, offset: '0' })) })
  const again = await start(group)
  await until('all are read again', () => again.messages.length >= KEYED + PLAIN)
  assert.strictEqual(again.messages.length, KEYED + PLAIN)
  await again.consumer.disconnect()

  // Transactions: what was aborted isn't seen.
  const transactional = kafka.producer({
    transactionalId: topic, idempotent: true, maxInFlightRequests: 1, createPartitioner: Partitioners.DefaultPartitioner
  })
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
