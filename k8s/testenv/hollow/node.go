package main

import (
	"context"
	"log"
	"os"
	"path/filepath"
	"time"

	cadvisor "github.com/google/cadvisor/info/v1"
	"k8s.io/client-go/rest"
	runtime "k8s.io/cri-api/pkg/apis/runtime/v1"
	fakes "k8s.io/cri-api/pkg/apis/testing"
	"k8s.io/kubernetes/cmd/kubelet/app/options"
	kubelet "k8s.io/kubernetes/pkg/kubelet/apis/config"
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
	flags, settings := kubemark.GetHollowKubeletConfig(&kubemark.HollowKubeletOptions{
		NodeName:   n.name,
		MaxPods:    mostPods,
		NodeLabels: map[string]string{"topology.kubernetes.io/zone": n.zone},
	})
	n.keepTogether(flags, settings)
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

// keepTogether moves what kubemark would leave behind in /tmp.
func (n node) keepTogether(flags *options.KubeletFlags, settings *kubelet.KubeletConfiguration) {
	if err := os.RemoveAll(flags.RootDirectory); err != nil {
		log.Fatal(err)
	}
	flags.RootDirectory = n.root
	settings.StaticPodPath = filepath.Join(n.root, "static-pods")
	settings.PodLogsDir = filepath.Join(n.root, "pod-logs")
	for _, folder := range []string{settings.StaticPodPath, settings.PodLogsDir} {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			log.Fatal(err)
		}
	}
}
