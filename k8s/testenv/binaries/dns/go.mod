// The cluster's DNS, built from the Go module proxy. See ../../build.
module weir.dev/testenv/dns

go 1.26.0

require github.com/coredns/coredns v1.14.2
