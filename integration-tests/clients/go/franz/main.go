// franz-go, with its own idioms. Arguments: bootstrap, key, secret.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"sort"
	"strings"
	"sync/atomic"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/sasl/plain"
)

const (
	keyed   = 20
	unkeyed = 5
)

var (
	topic = fmt.Sprintf("franz-%x", time.Now().UnixNano())
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

func client(more ...kgo.Opt) *kgo.Client {
	login := []kgo.Opt{
		kgo.SeedBrokers(os.Args[1]),
		kgo.SASL(plain.Auth{User: os.Args[2], Pass: os.Args[3]}.AsMechanism()),
	}
	made, err := kgo.NewClient(append(login, more...)...)
	check(err, "client")
	return made
}

func reader(more ...kgo.Opt) *kgo.Client {
	return client(append([]kgo.Opt{
		kgo.ConsumeTopics(topic),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()),
	}, more...)...)
}

func member() *kgo.Client {
	return reader(kgo.ConsumerGroup(group), kgo.HeartbeatInterval(200*time.Millisecond), kgo.DisableAutoCommit())
}

func read(ctx context.Context, from *kgo.Client, count int) []*kgo.Record {
	var records []*kgo.Record
	for len(records) < count {
		fetches := from.PollFetches(ctx)
		check(fetches.Err(), fmt.Sprintf("reading, after %d records", len(records)))
		records = append(records, fetches.Records()...)
	}
	must(len(records) == count, "too many records", len(records))
	return records
}

func values(records []*kgo.Record) string {
	var all []string
	for _, record := range records {
		all = append(all, string(record.Value))
	}
	sort.Strings(all)
	return strings.Join(all, ",")
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	defer cancel()

	// Topics and their settings.
	admin := kadm.NewClient(client())
	_, err := admin.CreateTopic(ctx, 2, 1, nil, topic)
	check(err, "creating the topic")
	// A broker hears of it a moment after its controller.
	topics, err := admin.ListTopics(ctx)
	for ; err == nil && !topics.Has(topic) && ctx.Err() == nil; topics, err = admin.ListTopics(ctx) {
		time.Sleep(50 * time.Millisecond)
	}
	check(err, "listing")
	settings, err := admin.DescribeTopicConfigs(ctx, topic)
	check(err, "settings")
	must(strings.Contains(fmt.Sprint(settings), "retention.ms"), "no retention.ms", settings)

	// Records with and without a key, told of by callbacks.
	var told atomic.Int32
	producer := client()
	for n := range keyed + unkeyed {
		record := &kgo.Record{Topic: topic, Value: fmt.Appendf(nil, "event %d", n)}
		if n < keyed {
			record.Key = fmt.Appendf(nil, "user%d", n%3)
		}
		producer.Produce(ctx, record, func(_ *kgo.Record, err error) {
			check(err, "producing")
			told.Add(1)
		})
	}
	check(producer.Flush(ctx), "flushing")
	must(told.Load() == keyed+unkeyed, "acknowledged", told.Load())
	producer.Close()

	// From the beginning; a key stays in its partition.
	first := member()
	records := read(ctx, first, keyed+unkeyed)
	places := map[string]int32{}
	for _, record := range records {
		if record.Key != nil {
			place, known := places[string(record.Key)]
			must(!known || place == record.Partition, "a key in two partitions", string(record.Key))
			places[string(record.Key)] = record.Partition
		}
	}
	check(first.CommitUncommittedOffsets(ctx), "committing")

	// A second one joins, and each gets a partition.
	second := member()
	for {
		described, err := admin.DescribeGroups(ctx, group)
		check(err, "describing the group")
		ours := described[group]
		assigned := ours.AssignedPartitions()
		shared := len(ours.Members) == 2 && len(assigned[topic]) == 2
		for _, member := range ours.Members {
			assignment, consumer := member.Assigned.AsConsumer()
			shared = shared && consumer && len(assignment.Topics) == 1 && len(assignment.Topics[0].Partitions) == 1
		}
		if shared {
			break
		}
		must(ctx.Err() == nil, "two consumers don't share the partitions", described)
		time.Sleep(50 * time.Millisecond)
	}
	second.LeaveGroup()
	second.Close()
	first.LeaveGroup()
	first.Close()

	// What was committed is remembered; reset to zero, all is read again.
	committed, err := admin.FetchOffsets(ctx, group)
	check(err, "committed offsets")
	sum := int64(0)
	committed.Offsets().Each(func(offset kadm.Offset) { sum += offset.At })
	must(sum == keyed+unkeyed, "committed", sum)
	zero := kadm.Offsets{}
	zero.Add(kadm.Offset{Topic: topic, Partition: 0, At: 0, LeaderEpoch: -1})
	zero.Add(kadm.Offset{Topic: topic, Partition: 1, At: 0, LeaderEpoch: -1})
	check(admin.CommitAllOffsets(ctx, group, zero), "resetting")
	again := member()
	must(values(read(ctx, again, keyed+unkeyed)) == values(records), "other records after the reset", "")
	again.LeaveGroup()
	again.Close()

	// Transactions: what was aborted isn't seen.
	transactional := client(kgo.TransactionalID(topic), kgo.DefaultProduceTopic(topic))
	for _, end := range []kgo.TransactionEndTry{kgo.TryAbort, kgo.TryCommit} {
		check(transactional.BeginTransaction(), "beginning a transaction")
		value := map[kgo.TransactionEndTry]string{kgo.TryAbort: "aborted", kgo.TryCommit: "committed"}[end]
		check(transactional.ProduceSync(ctx, kgo.StringRecord(value)).FirstErr(), "producing in a transaction")
		check(transactional.EndTransaction(ctx, end), "ending a transaction")
	}
	transactional.Close()
	seen := reader(kgo.FetchIsolationLevel(kgo.ReadCommitted()))
	all := values(read(ctx, seen, keyed+unkeyed+1))
	must(strings.Contains(all, "committed") && !strings.Contains(all, "aborted"), "transactions", all)
	seen.Close()

	_, err = admin.DeleteTopics(ctx, topic)
	check(err, "deleting the topic")
	admin.Close()
	fmt.Println("walked: topics, callbacks, groups, commit, reset, transactions")
}
