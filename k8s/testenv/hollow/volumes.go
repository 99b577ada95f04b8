package main

import (
	"context"
	"log"

	core "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/errors"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	listers "k8s.io/client-go/listers/core/v1"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/util/workqueue"
)

// Kubernetes says by these annotations who is to make a volume, and is told who has.
const (
	provisioner    = "weir.test/hollow"
	provisionerKey = "volume.kubernetes.io/storage-provisioner"
	provisionedBy  = "pv.kubernetes.io/provisioned-by"
	workers        = 8
)

// volumes makes one for each claim that asks for it, and takes away what has been released.
type volumes struct {
	client *kubernetes.Clientset
	claims listers.PersistentVolumeClaimLister
	all    informers.SharedInformerFactory
	queue  workqueue.TypedRateLimitingInterface[work]
}

// work is to make a claim's volume, or to remove a volume, which has no namespace.
type work struct{ namespace, name string }

func newVolumes(client *kubernetes.Clientset) *volumes {
	all := informers.NewSharedInformerFactory(client, 0)
	return &volumes{
		client: client,
		claims: all.Core().V1().PersistentVolumeClaims().Lister(),
		all:    all,
		queue:  workqueue.NewTypedRateLimitingQueue(workqueue.DefaultTypedControllerRateLimiter[work]()),
	}
}

func (v *volumes) run(ctx context.Context) error {
	if err := v.watch(v.all.Core().V1().PersistentVolumeClaims().Informer(), func(object any) {
		claim := object.(*core.PersistentVolumeClaim)
		if claim.Spec.VolumeName == "" && claim.Annotations[provisionerKey] == provisioner {
			v.queue.Add(work{claim.Namespace, claim.Name})
		}
	}); err != nil {
		return err
	}
	if err := v.watch(v.all.Core().V1().PersistentVolumes().Informer(), func(object any) {
		volume := object.(*core.PersistentVolume)
		if volume.Status.Phase == core.VolumeReleased && volume.Annotations[provisionedBy] == provisioner {
			v.queue.Add(work{name: volume.Name})
		}
	}); err != nil {
		return err
	}
	v.all.Start(ctx.Done())
	v.all.WaitForCacheSync(ctx.Done())
	for range workers - 1 {
		go v.work(ctx)
	}
	v.work(ctx)
	return nil
}

func (v *volumes) watch(informer cache.SharedIndexInformer, look func(object any)) error {
	_, err := informer.AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc:    look,
		UpdateFunc: func(_, now any) { look(now) },
	})
	return err
}

func (v *volumes) work(ctx context.Context) {
	for {
		next, done := v.queue.Get()
		if done {
			return
		}
		if err := v.do(ctx, next); err == nil || errors.IsNotFound(err) || errors.IsAlreadyExists(err) {
			v.queue.Forget(next)
		} else {
			log.Printf("volume of %s %s: %v", next.namespace, next.name, err)
			v.queue.AddRateLimited(next)
		}
		v.queue.Done(next)
	}
}

func (v *volumes) do(ctx context.Context, next work) error {
	if next.namespace == "" {
		return v.client.CoreV1().PersistentVolumes().Delete(ctx, next.name, meta.DeleteOptions{})
	}
	claim, err := v.claims.PersistentVolumeClaims(next.namespace).Get(next.name)
	if err != nil || claim.Spec.VolumeName != "" {
		return err
	}
	_, err = v.client.CoreV1().PersistentVolumes().Create(ctx, volumeFor(claim), meta.CreateOptions{})
	return err
}

func volumeFor(claim *core.PersistentVolumeClaim) *core.PersistentVolume {
	name := "pvc-" + string(claim.UID)
	return &core.PersistentVolume{
		ObjectMeta: meta.ObjectMeta{Name: name, Annotations: map[string]string{provisionedBy: provisioner}},
		Spec: core.PersistentVolumeSpec{
			Capacity:                      claim.Spec.Resources.Requests,
			AccessModes:                   claim.Spec.AccessModes,
			PersistentVolumeReclaimPolicy: core.PersistentVolumeReclaimDelete,
			StorageClassName:              *claim.Spec.StorageClassName,
			PersistentVolumeSource:        core.PersistentVolumeSource{HostPath: &core.HostPathVolumeSource{Path: "/hollow/" + name}},
			ClaimRef: &core.ObjectReference{
				APIVersion: "v1", Kind: "PersistentVolumeClaim", Namespace: claim.Namespace, Name: claim.Name, UID: claim.UID,
			},
		},
	}
}
