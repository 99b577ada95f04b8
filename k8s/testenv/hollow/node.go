package main

import (
	"context"
	"log"
	"os"
	"time"

	cadvisor "github.com/google/cadvisor/info/v1"
	"k8s.io/client-go/rest"
	runtime "k8s.io/cri-api/pkg/apis/runtime/v1"
	fakes "k8s.io/cri-api/pkg/apis/testing"
	cadvisorfake "k8s.io/kubernetes/pkg/kubelet/cadvisor/testing"
	"k8s.io/kubernetes/pkg/kubelet/cm"
	"k8s.io/kubernetes/pkg/kubemark"
)

const (
	mostPods = 1000
	cores    = 1000
	memory   = 4 << 40
)

type node struct {
	name, zone, root string
}

// machine is large enough for any number of pods.
type machine struct {
	*cadvisorfake.Fake
}

func (machine) MachineInfo() (*cadvisor.MachineInfo, error) {
	return &cadvisor.MachineInfo{NumCores: cores, MemoryCapacity: memory}, nil
}

func (n node) run(ctx context.Context, config *rest.Config) {
	if err := os.MkdirAll(n.root, 0o700); err != nil {
		log.Fatal(err)
	}
	flags, settings := kubemark.GetHollowKubeletConfig(&kubemark.HollowKubeletOptions{
		NodeName:   n.name,
		MaxPods:    mostPods,
		NodeLabels: map[string]string{"topology.kubernetes.io/zone": n.zone},
	})
	flags.RootDirectory = n.root
	// There is nothing in a pod that anybody could ask for.
	settings.EnableServer = false
	settings.SyncFrequency.Duration = time.Minute
	heartbeat := rest.CopyConfig(config)
	heartbeat.Timeout = settings.NodeStatusUpdateFrequency.Duration
	heartbeat.QPS = -1
	containers := fakes.NewFakeRuntimeService()
	containers.FakeStatus = &runtime.RuntimeStatus{Conditions: []*runtime.RuntimeCondition{
		{Type: runtime.RuntimeReady, Status: true},
		{Type: runtime.NetworkReady, Status: true},
	}}
	kubemark.NewHollowKubelet(flags, settings, client(config), client(heartbeat), machine{&cadvisorfake.Fake{NodeName: n.name}},
		fakes.NewFakeImageService(), containers, cm.NewStubContainerManager()).Run(ctx)
}
