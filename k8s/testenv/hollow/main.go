// hollow is a node that runs nothing: a real kubelet, whose container runtime only remembers what it was told. It also
// makes the volumes that pods claim, which hold nothing either.
//
//	hollow node FOLDER NAME ZONE
//	hollow volumes FOLDER
//
// FOLDER/pki holds the kubeconfig of each node and that of "volumes", FOLDER/kubelet what kubelets write. A process is one
// node, since a kubelet keeps much to itself that there is once in a process.
package main

import (
	"context"
	"log"
	"os"
	"path/filepath"

	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
)

const (
	requestsPerSecond = 500
	requestsAtOnce    = 1000
)

func main() {
	ctx := context.Background()
	switch {
	case len(os.Args) == 5 && os.Args[1] == "node":
		folder, name := os.Args[2], os.Args[3]
		node{name: name, zone: os.Args[4], root: filepath.Join(folder, "kubelet", name)}.run(ctx, somebody(folder, name))
	case len(os.Args) == 3 && os.Args[1] == "volumes":
		if err := newVolumes(client(somebody(os.Args[2], "volumes"))).run(ctx); err != nil {
			log.Fatal(err)
		}
	default:
		log.Fatal("usage: hollow node FOLDER NAME ZONE, hollow volumes FOLDER")
	}
}

func somebody(folder, name string) *rest.Config {
	config, err := clientcmd.BuildConfigFromFlags("", filepath.Join(folder, "pki", name+".kubeconfig"))
	if err != nil {
		log.Fatal(err)
	}
	config.ContentType = "application/vnd.kubernetes.protobuf"
	config.QPS = requestsPerSecond
	config.Burst = requestsAtOnce
	return config
}

func client(config *rest.Config) *kubernetes.Clientset {
	made, err := kubernetes.NewForConfig(config)
	if err != nil {
		log.Fatal(err)
	}
	return made
}
