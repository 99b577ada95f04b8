// sarama, with its own idioms. Arguments: bootstrap, key, secret.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"sort"
	"strings"
	"sync"
	"time"

	"github.com/IBM/sarama"
)

const (
	keyed   = 20
	unkeyed = 5
	limit   = 30 * time.Second
)

var (
	topic = fmt.Sprintf("sarama-%x", time.Now().UnixNano())
	group = topic + "-group"
)

func check(err error, what string) {
	if err != nil {
		log.Fatalf("%s: %v", what, err)
	}
}

func must(holds bool, what string, details any) {
	if !holds {
		log.Fatalf("%s: %v", what, details)
	}
}

func until(what string, condition func() bool) {
	for deadline := time.Now().Add(limit); !condition(); time.Sleep(50 * time.Millisecond) {
		must(time.Now().Before(deadline), "not in time", what)
	}
}

func config() *sarama.Config {
	config := sarama.NewConfig()
	config.Version = sarama.V4_0_0_0
	config.Net.SASL.Enable = true
	config.Net.SASL.User = os.Args[2]
	config.Net.SASL.Password = os.Args[3]
	config.Producer.RequiredAcks = sarama.WaitForAll
	config.Producer.Return.Successes = true
	config.Consumer.Offsets.Initial = sarama.OffsetOldest
	config.Consumer.Offsets.AutoCommit.Enable = false
	config.Consumer.Group.Heartbeat.Interval = 200 * time.Millisecond
	return config
}

// member is one consumer of a group.
type member struct {
	sync.Mutex
	records  []*sarama.ConsumerMessage
	assigned []int32
}

func (m *member) Setup(session sarama.ConsumerGroupSession) error {
	m.Lock()
	defer m.Unlock()
	m.assigned = session.Claims()[topic]
	return nil
}

func (m *member) Cleanup(sarama.ConsumerGroupSession) error { return nil }

func (m *member) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for {
		select {
		case record, more := <-claim.Messages():
			if !more {
				return nil
			}
			m.Lock()
			m.records = append(m.records, record)
			m.Unlock()
			session.MarkMessage(record, "")
			session.Commit()
		case <-session.Context().Done():
			return nil
		}
	}
}

func (m *member) count() int {
	m.Lock()
	defer m.Unlock()
	return len(m.records)
}

func (m *member) partitions() int {
	m.Lock()
	defer m.Unlock()
	return len(m.assigned)
}

func (m *member) values() string {
	m.Lock()
	defer m.Unlock()
	var all []string
	for _, record := range m.records {
		all = append(all, string(record.Value))
	}
	sort.Strings(all)
	return strings.Join(all, ",")
}

// join consumes until what it returns is called.
func join(group string, m *member, config *sarama.Config) func() {
	consumer, err := sarama.NewConsumerGroup([]string{os.Args[1]}, group, config)
	check(err, "consumer group")
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		for ctx.Err() == nil {
			check(consumer.Consume(ctx, []string{topic}, m), "consuming")
		}
	}()
	return func() {
		cancel()
		<-done
		check(consumer.Close(), "leaving")
	}
}

func main() {
	bootstrap := []string{os.Args[1]}

	// Topics and their settings.
	admin, err := sarama.NewClusterAdmin(bootstrap, config())
	check(err, "admin")
	check(admin.CreateTopic(topic, &sarama.TopicDetail{NumPartitions: 2, ReplicationFactor: 1}, false), "creating")
	// A broker hears of it a moment after its controller.
	until("the topic is listed", func() bool {
		topics, err := admin.ListTopics()
		check(err, "listing")
		return topics[topic].NumPartitions == 2
	})
	settings, err := admin.DescribeConfig(sarama.ConfigResource{Type: sarama.TopicResource, Name: topic})
	check(err, "settings")
	must(strings.Contains(fmt.Sprint(settings), "retention.ms"), "no retention.ms", settings)

	// Records with and without a key, told of on a channel.
	producer, err := sarama.NewAsyncProducer(bootstrap, config())
	check(err, "producer")
	go func() {
		for n := range keyed + unkeyed {
			message := &sarama.ProducerMessage{Topic: topic, Value: sarama.StringEncoder(fmt.Sprintf("event %d", n))}
			if n < keyed {
				message.Key = sarama.StringEncoder(fmt.Sprintf("user%d", n%3))
			}
			producer.Input() <- message
		}
	}()
	for range keyed + unkeyed {
		select {
		case <-producer.Successes():
		case failed := <-producer.Errors():
			log.Fatal(failed)
		}
	}
	check(producer.Close(), "closing the producer")

	// From the beginning; a key stays in its partition.
	first := &member{}
	leaveFirst := join(group, first, config())
	until("all records are read", func() bool { return first.count() >= keyed+unkeyed })
	places := map[string]int32{}
	for _, record := range first.records {
		if record.Key != nil {
			place, known := places[string(record.Key)]
			must(!known || place == record.Partition, "a key in two partitions", string(record.Key))
			places[string(record.Key)] = record.Partition
		}
	}

	// A second one joins, and each gets a partition.
	second := &member{}
	leaveSecond := join(group, second, config())
	until("two consumers have a partition each", func() bool {
		return first.partitions() == 1 && second.partitions() == 1
	})
	leaveSecond()
	leaveFirst()
	must(first.count()+second.count() == keyed+unkeyed, "read twice in spite of commits", second.count())

	// What was committed is remembered; reset to zero, all is read again.
	committed, err := admin.ListConsumerGroupOffsets(group, map[string][]int32{topic: {0, 1}})
	check(err, "committed offsets")
	must(committed.GetBlock(topic, 0).Offset+committed.GetBlock(topic, 1).Offset == keyed+unkeyed, "committed", committed)
	client, err := sarama.NewClient(bootstrap, config())
	check(err, "client")
	manager, err := sarama.NewOffsetManagerFromClient(group, client)
	check(err, "offsets")
	for partition := range int32(2) {
		place, err := manager.ManagePartition(topic, partition)
		check(err, "offset of a partition")
		place.ResetOffset(0, "")
		place.AsyncClose()
	}
	manager.Commit()
	check(manager.Close(), "resetting")
	again := &member{}
	leave := join(group, again, config())
	until("all are read again", func() bool { return again.count() >= keyed+unkeyed })
	must(again.values() == first.values(), "other records after the reset", again.values())
	leave()

	// Transactions: what was aborted isn't seen.
	transactional := config()
	transactional.Producer.Idempotent = true
	transactional.Producer.Transaction.ID = topic
	transactional.Net.MaxOpenRequests = 1
	sender, err := sarama.NewSyncProducer(bootstrap, transactional)
	check(err, "transactional producer")
	for _, value := range []string{"aborted", "committed"} {
		check(sender.BeginTxn(), "beginning a transaction")
		_, _, err = sender.SendMessage(&sarama.ProducerMessage{Topic: topic, Value: sarama.StringEncoder(value)})
		check(err, "producing in a transaction")
		if value == "aborted" {
			check(sender.AbortTxn(), "aborting")
		} else {
			check(sender.CommitTxn(), "committing")
		}
	}
	check(sender.Close(), "closing the transactional producer")
	committedOnly := config()
	committedOnly.Consumer.IsolationLevel = sarama.ReadCommitted
	reader := &member{}
	leave = join(group+"-committed", reader, committedOnly)
	until("the committed record is read", func() bool { return reader.count() >= keyed+unkeyed+1 })
	leave()
	must(strings.Contains(reader.values(), "committed"), "the committed record", reader.values())
	must(!strings.Contains(reader.values(), "aborted"), "the aborted record", reader.values())

	check(admin.DeleteTopic(topic), "deleting the topic")
	check(admin.Close(), "closing")
	fmt.Println("walked: topics, callbacks, groups, commit, reset, transactions")
}
