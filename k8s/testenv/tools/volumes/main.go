// volumes opens each new folder in the one that it is given to everybody, as soon as it is made: what stands for the
// change of owner that real volumes get, and those which are mere folders of the node don't.
package main

import (
	"log"
	"os"
	"path/filepath"
	"syscall"
	"unsafe"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: volumes FOLDER")
	}
	folder := os.Args[1]
	watch, err := syscall.InotifyInit1(syscall.IN_CLOEXEC)
	check(err)
	_, err = syscall.InotifyAddWatch(watch, folder, syscall.IN_CREATE|syscall.IN_ONLYDIR)
	check(err)
	entries, err := os.ReadDir(folder)
	check(err)
	for _, entry := range entries {
		check(os.Chmod(filepath.Join(folder, entry.Name()), 0o777))
	}
	buffer := make([]byte, 64*1024)
	for {
		count, err := syscall.Read(watch, buffer)
		check(err)
		for at := 0; at < count; {
			event := (*syscall.InotifyEvent)(unsafe.Pointer(&buffer[at]))
			name := buffer[at+syscall.SizeofInotifyEvent : at+syscall.SizeofInotifyEvent+int(event.Len)]
			open(filepath.Join(folder, text(name)))
			at += syscall.SizeofInotifyEvent + int(event.Len)
		}
	}
}

func open(folder string) {
	if err := os.Chmod(folder, 0o777); err != nil && !os.IsNotExist(err) {
		log.Print(err)
	}
}

// text is what stands before the zeros.
func text(name []byte) string {
	for end, letter := range name {
		if letter == 0 {
			return string(name[:end])
		}
	}
	return string(name)
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
