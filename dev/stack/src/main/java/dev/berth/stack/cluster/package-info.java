/** A Kubernetes control plane on this machine without a cluster: etcd, kube-apiserver, kube-controller-manager, and how to talk to it. */
@NullMarked
package dev.berth.stack.cluster;

import org.jspecify.annotations.NullMarked;
