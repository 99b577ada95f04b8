// hollow is nodes that run nothing: real kubelets, whose container runtime only remembers what it was told. Beside them it
// makes the volumes that their pods claim, which hold nothing either.
//
//	hollow FOLDER NODE...
//
// FOLDER/pki holds the kubeconfig of each node and that of "volumes", FOLDER/kubelet what kubelets write.
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
	if len(os.Args) < 3 {
		log.Fatal("usage: hollow FOLDER NODE...")
	}
	folder, nodes := os.Args[1], os.Args[2:]
	ctx := context.Background()
	for number, name := range nodes {
		node := node{name: name, zone: string(rune('a' + number%3)), root: filepath.Join(folder, "kubelet", name)}
		go node.run(ctx, somebody(folder, name))
	}
	if err := newVolumes(client(somebody(folder, "volumes"))).run(ctx); err != nil {
		log.Fatal(err)
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
