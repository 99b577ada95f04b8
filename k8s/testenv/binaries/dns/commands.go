//go:build commands

// Package commands names what is built, so that the module's requirements are complete.
package commands

import _ "github.com/coredns/coredns"
