// image makes an OCI archive of folders, without a registry and without anything to pull.
//
//	image OUT.tar NAME:TAG CONFIG.json LAYER...
//
// A layer is a folder whose content becomes the root of the file system. Files keep their times, since AOT caches are
// bound to those of their jars; owners become root. CONFIG.json is the "config" of the image, as in the OCI's
// specification: User, Env, Entrypoint, WorkingDir.
package main

import (
	"archive/tar"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"strings"
	"time"
)

type descriptor struct {
	MediaType   string            `json:"mediaType"`
	Digest      string            `json:"digest"`
	Size        int64             `json:"size"`
	Annotations map[string]string `json:"annotations,omitempty"`
}

type object = map[string]any

const blobs = "blobs/sha256/"

func main() {
	if len(os.Args) < 5 {
		log.Fatal("usage: image OUT.tar NAME:TAG CONFIG.json LAYER...")
	}
	file, err := os.Create(os.Args[1] + ".new")
	check(err)
	archive := tar.NewWriter(file)
	write(archive, "oci-layout", encoded(object{"imageLayoutVersion": "1.0.0"}))
	manifest := addImage(archive, os.Args[3], os.Args[4:])
	manifest.Annotations = map[string]string{
		"io.containerd.image.name":          os.Args[2],
		"org.opencontainers.image.ref.name": os.Args[2][strings.LastIndex(os.Args[2], ":")+1:],
	}
	write(archive, "index.json", encoded(object{"schemaVersion": 2, "manifests": []descriptor{manifest}}))
	check(archive.Close())
	check(file.Close())
	check(os.Rename(os.Args[1]+".new", os.Args[1]))
}

func addImage(archive *tar.Writer, configFile string, folders []string) descriptor {
	var layers []descriptor
	var digests []string
	for _, folder := range folders {
		layer := addLayer(archive, folder)
		layers = append(layers, layer)
		digests = append(digests, layer.Digest)
	}
	settings, err := os.ReadFile(configFile)
	check(err)
	config := add(archive, "application/vnd.oci.image.config.v1+json", encoded(object{
		"architecture": "amd64",
		"os":           "linux",
		"config":       json.RawMessage(settings),
		"rootfs":       object{"type": "layers", "diff_ids": digests},
	}))
	return add(archive, "application/vnd.oci.image.manifest.v1+json", encoded(object{
		"schemaVersion": 2,
		"mediaType":     "application/vnd.oci.image.manifest.v1+json",
		"config":        config,
		"layers":        layers,
	}))
}

// addLayer writes the layer to a file first, since its digest stands before its content.
func addLayer(archive *tar.Writer, folder string) descriptor {
	file, err := os.CreateTemp("", "layer")
	check(err)
	defer os.Remove(file.Name())
	defer file.Close()
	sum := sha256.New()
	packFolder(io.MultiWriter(file, sum), folder)
	size, err := file.Seek(0, io.SeekCurrent)
	check(err)
	_, err = file.Seek(0, io.SeekStart)
	check(err)
	digest := hex.EncodeToString(sum.Sum(nil))
	check(archive.WriteHeader(&tar.Header{Name: blobs + digest, Mode: 0o644, Size: size, Format: tar.FormatPAX}))
	_, err = io.Copy(archive, file)
	check(err)
	return descriptor{MediaType: "application/vnd.oci.image.layer.v1.tar", Digest: "sha256:" + digest, Size: size}
}

func packFolder(to io.Writer, folder string) {
	layer := tar.NewWriter(to)
	check(filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || path == folder {
			return err
		}
		return packEntry(layer, folder, path, entry)
	}))
	check(layer.Close())
}

func packEntry(layer *tar.Writer, folder, path string, entry fs.DirEntry) error {
	info, err := entry.Info()
	if err != nil {
		return err
	}
	target := ""
	if info.Mode()&fs.ModeSymlink != 0 {
		if target, err = os.Readlink(path); err != nil {
			return err
		}
	}
	header, err := tar.FileInfoHeader(info, target)
	if err != nil {
		return err
	}
	name, _ := filepath.Rel(folder, path)
	header.Name = name
	header.Uid, header.Gid, header.Uname, header.Gname = 0, 0, "", ""
	header.AccessTime, header.ChangeTime = time.Time{}, time.Time{}
	header.ModTime = info.ModTime().Truncate(time.Second)
	if info.IsDir() {
		header.Name += "/"
	}
	if err := layer.WriteHeader(header); err != nil || !info.Mode().IsRegular() {
		return err
	}
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = io.Copy(layer, file)
	return err
}

func add(archive *tar.Writer, mediaType string, content []byte) descriptor {
	sum := sha256.Sum256(content)
	digest := hex.EncodeToString(sum[:])
	write(archive, blobs+digest, content)
	return descriptor{MediaType: mediaType, Digest: "sha256:" + digest, Size: int64(len(content))}
}

func write(archive *tar.Writer, name string, content []byte) {
	check(archive.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(content))}))
	_, err := archive.Write(content)
	check(err)
}

func encoded(value any) []byte {
	content, err := json.Marshal(value)
	check(err)
	return content
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
