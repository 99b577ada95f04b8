// relay carries connections from a port of this machine's loopback into the network namespace of another process.
//
//	relay PID TARGET PORT-FILE [PORT]
//
// It takes the port here, writes it to PORT-FILE, and starts itself again inside, where the port stays open: so nothing
// of this machine's network is changed, and it ends with the namespaces that it serves.
package main

import (
	"fmt"
	"io"
	"log"
	"net"
	"os"
	"os/exec"
)

const (
	inherited = 3
	inside    = "inside"
)

func main() {
	if len(os.Args) == 3 && os.Args[1] == inside {
		serve(os.Args[2])
		return
	}
	if len(os.Args) < 4 || len(os.Args) > 5 {
		log.Fatal("usage: relay PID TARGET PORT-FILE [PORT]")
	}
	port := "0"
	if len(os.Args) == 5 {
		port = os.Args[4]
	}
	enter(os.Args[1], os.Args[2], os.Args[3], port)
}

func enter(pid, target, portFile, port string) {
	listener, err := net.Listen("tcp4", "127.0.0.1:"+port)
	check(err)
	socket, err := listener.(*net.TCPListener).File()
	check(err)
	self, err := os.Executable()
	check(err)
	command := exec.Command("nsenter", "-t", pid, "-n", "-p", "--", self, inside, target)
	command.ExtraFiles = []*os.File{socket}
	command.Stdout, command.Stderr = os.Stdout, os.Stderr
	check(command.Start())
	taken := listener.Addr().(*net.TCPAddr).Port
	check(os.WriteFile(portFile+".new", fmt.Appendf(nil, "%d\n", taken), 0o600))
	check(os.Rename(portFile+".new", portFile))
	listener.Close()
	socket.Close()
	command.Wait()
}

func serve(target string) {
	listener, err := net.FileListener(os.NewFile(inherited, "listener"))
	check(err)
	for {
		client, err := listener.Accept()
		check(err)
		go carry(client, target)
	}
}

func carry(client net.Conn, target string) {
	defer client.Close()
	server, err := net.Dial("tcp4", target)
	if err != nil {
		return
	}
	defer server.Close()
	done := make(chan struct{})
	go func() {
		copyAll(server, client)
		close(done)
	}()
	copyAll(client, server)
	<-done
}

func copyAll(to, from net.Conn) {
	io.Copy(to, from)
	to.(*net.TCPConn).CloseWrite()
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
