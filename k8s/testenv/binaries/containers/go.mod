// What runs containers, and etcd, built from the Go module proxy. See ../../build.
module weir.dev/testenv/containers

go 1.26.0

require (
	github.com/containerd/containerd/v2 v2.2.1
	github.com/containernetworking/plugins v1.9.0
	github.com/opencontainers/runc v1.4.0
	go.etcd.io/etcd/server/v3 v3.6.7
)
